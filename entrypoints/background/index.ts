import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { Wakefulness } from '../../src/browser/keep-awake.ts';
import { hasSlept } from '../../src/browser/suspension.ts';
import { openWelcome } from '../../src/browser/windows.ts';
import { initAsync } from '../../src/crypto/wasm.ts';
import { log } from '../../src/log.ts';
import { answerRequests } from '../../src/rpc/answer.ts';
import { Background } from './background.ts';
import { handlersFor } from './handlers.ts';
import { openNotified, pressed } from './notices.ts';
import { listenForShares } from './share-listeners.ts';

/** As the manifest names it. */
const lockCommand = 'lock';

// Every listener stands before the first await, or the event that woke the background would be lost.
export default defineBackground(() => {
	const awake = new Wakefulness(() => void renew());
	// It takes longer than opening the store does, so it does not wait for that.
	initAsync().catch((error: unknown) => log.warn('wasm was not started early', error));
	const background = new Background(awake);
	const renew = async (): Promise<void> => (await background.accountIfAny())?.renew();
	answerRequests(handlersFor(background), awake);

	browser.runtime.onInstalled.addListener(({ reason }) => {
		if (reason === 'install') void openWelcome();
	});
	// Without it a worker can stay in waiting after an update (crbug.com/1271154).
	self.addEventListener('install', () => (self as { skipWaiting?(): void }).skipWaiting?.());
	// Present so that the browser starts the background, and with it the account, at its own start.
	browser.runtime.onStartup.addListener(() => {});

	browser.alarms.onAlarm.addListener(({ scheduledTime }) => {
		if (hasSlept(scheduledTime, Date.now())) void renew();
		void background
			.lockIfAway(Date.now() - scheduledTime)
			.then(() => background.accountIfAny())
			.then((account) => account?.nudge());
	});

	browser.idle.onStateChanged.addListener(() => void background.lockIfAway());
	browser.commands.onCommand.addListener((name) => {
		if (name === lockCommand) void background.lock();
	});

	browser.notifications.onClicked.addListener((id) => void openNotified(background, id));
	browser.notifications.onButtonClicked?.addListener((id, index) => void pressed(background, id, index));

	listenForShares(background);

	// Either may be untrue; asking anew finds out.
	self.addEventListener('online', () => void renew());
	self.addEventListener('offline', () => void renew());
});
