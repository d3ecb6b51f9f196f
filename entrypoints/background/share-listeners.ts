import { browser } from 'wxt/browser';
import { openPanelAt } from '../../src/browser/panel.ts';
import { openPopup, openWelcome } from '../../src/browser/windows.ts';
import { Failure } from '../../src/failure.ts';
import { log } from '../../src/log.ts';
import { lockItemId, unlockItemId } from '../../src/share/menu.ts';
import { sendFromCommand, shareCommands } from '../../src/share/send-from-command.ts';
import { sendFromMenu } from '../../src/share/send-from-menu.ts';
import { describeInput, sendFromOmnibox, suggest } from '../../src/share/send-from-omnibox.ts';
import { sentTransaction, showUnreadable, takeBack } from '../../src/share/sent-notice.ts';
import type { RunningAccount } from './account.ts';
import type { Background } from './background.ts';

/** As the manifest names it. */
const panelCommand = 'open-panel';

/** Hears of everything by which a person shares without a window of ours. To be called at once. */
export function listenForShares(background: Background): void {
	/** Does it with the account; behind a lock, the unlock screen opens instead. */
	const share = async (work: (account: RunningAccount) => Promise<boolean>): Promise<void> => {
		try {
			const account = await background.account();
			if (await work(account)) account.nudge();
		} catch (error) {
			const code = error instanceof Failure ? error.code : undefined;
			if (code === 'signedOut') return void (await openWelcome());
			if (code === 'pageUnreadable' || code === 'pageIsFile') return void (await showUnreadable(code));
			if (code === 'locked') return void (await openPopup(''));
			log.error('it could not be shared', error);
		}
	};

	browser.contextMenus.onClicked.addListener((click, tab) => {
		if (click.menuItemId === lockItemId) void background.lock();
		else if (click.menuItemId === unlockItemId) void openPopup('');
		else void share((account) => sendFromMenu(account, click, tab));
	});

	browser.commands.onCommand.addListener((name, tab) => {
		// The browser looks at the gesture at once: nothing may be awaited before.
		if (name === panelCommand) void openPanelAt(tab?.windowId).catch(() => openPopup(''));
		else if (Object.values<string>(shareCommands).includes(name)) {
			void share(async (account) => sendFromCommand(account, name, tab ?? (await tabInFront())));
		}
	});

	browser.omnibox.onInputStarted.addListener(() => void describe(background));
	browser.omnibox.onInputChanged.addListener((typed, show) => {
		void background
			.accountIfAny()
			.then(async (account) => show(account ? await suggest(account, typed) : []))
			.catch((error: unknown) => log.error('no chats could be offered', error));
	});
	browser.omnibox.onInputEntered.addListener(
		(typed) => void share((account) => sendFromOmnibox(account, typed)),
	);

	browser.notifications.onClicked.addListener((id) => {
		const transactionId = sentTransaction(id);
		if (transactionId === undefined) return;
		void share(async ({ db }) => {
			await takeBack(db, transactionId);
			return false;
		});
	});
}

async function describe(background: Background): Promise<void> {
	describeInput((await background.accountIfAny()) === undefined);
}

async function tabInFront() {
	const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
	return tab ?? {};
}
