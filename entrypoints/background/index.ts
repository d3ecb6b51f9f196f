import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { openPopup, openWelcome } from '../../src/browser/windows.ts';
import { log } from '../../src/log.ts';
import { notifiedRoom } from '../../src/notify/announce.ts';
import { answerRequests } from '../../src/rpc/answer.ts';
import type { CapturedTab } from '../../src/share/capture.ts';
import { type MenuChoice, sendFromMenu } from '../../src/share/send-from-menu.ts';
import { Background } from './background.ts';
import { handlersFor } from './handlers.ts';

/** The shortest that the stores' rules allow: it wakes a dead background, or finds one alive. */
const alarmMinutes = 0.5;
const alarmName = 'sync';

// Every listener stands before the first await, or the event that woke the background would be lost.
export default defineBackground(() => {
	const background = new Background();
	answerRequests(handlersFor(background));

	browser.runtime.onInstalled.addListener(({ reason }) => {
		if (reason === 'install') void openWelcome();
	});
	// Without it a worker can stay in waiting after an update (crbug.com/1271154).
	self.addEventListener('install', () => (self as { skipWaiting?(): void }).skipWaiting?.());
	// Present so that the browser starts the background, and with it the account, at its own start.
	browser.runtime.onStartup.addListener(() => {});

	browser.alarms.onAlarm.addListener(({ name }) => {
		if (name === alarmName) void background.accountIfAny().then((account) => account?.nudge());
	});
	void browser.alarms.create(alarmName, { periodInMinutes: alarmMinutes });

	browser.notifications.onClicked.addListener((id) => {
		const roomId = notifiedRoom(id);
		if (roomId === undefined) return;
		void openRoom(background, roomId);
		void browser.notifications.clear(id);
	});

	browser.contextMenus.onClicked.addListener((click, tab) => {
		void shareFromMenu(background, click, tab);
	});

	self.addEventListener('online', () => {
		void background.accountIfAny().then((account) => account?.hurry());
	});
});

async function openRoom(background: Background, roomId: string): Promise<void> {
	const { db } = await background.account();
	await db.views.put({ id: 'popup', roomId, time: Date.now() });
	await openPopup(new URLSearchParams({ room: roomId }).toString());
}

async function shareFromMenu(
	background: Background,
	click: MenuChoice,
	tab: CapturedTab | undefined,
): Promise<void> {
	try {
		const { db, cacheKey, outbox } = await background.account();
		if (await sendFromMenu(db, cacheKey, click, tab)) await outbox.poke();
	} catch (error) {
		log.error('the page could not be shared', error);
	}
}
