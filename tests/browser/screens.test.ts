import { afterAll, beforeAll, describe, it } from 'vitest';
import { browserName } from './driver/browser-name.ts';
import type { Surface } from './driver/index.ts';
import { showMessages, showWriting } from './screens/chat.ts';
import { showChats, showNobody, showNoChats, showOffline } from './screens/chats.ts';
import { showNewChat, showSettings, showSharing } from './screens/dialogs.ts';
import { showLock, showPasskey } from './screens/lock.ts';
import { takePortrait } from './screens/portrait.ts';
import { showReaders } from './screens/readers.ts';
import { makeGoodRooms, makeHardRooms, type Rooms } from './screens/rooms.ts';
import { openStage, type Stage } from './screens/stage.ts';
import { askForAddress, askForPassword, makeFirstDevice, recover } from './screens/welcome.ts';

let stage: Stage;
let welcome: Surface;
let recoveryKey: string;
let rooms: Rooms;

beforeAll(async () => {
	stage = await openStage(browserName);
	welcome = await stage.world.browser.waitForTab('welcome.html');
});

afterAll(async () => {
	await stage?.close();
});

// One world, photographed as it goes on: each of these begins where the one before has ended.
describe('every screen in every state, in light and dark, without a violation', () => {
	it('nobody signed in', () => showNobody(stage));
	it('the question for the account', () => askForAddress(stage, welcome));
	it('the question for the password', () => askForPassword(stage, welcome));
	it('the first device', async () => {
		recoveryKey = await makeFirstDevice(stage, welcome);
	});
	it('no chats', () => showNoChats(stage));
	it('the picture of the README', async () => {
		rooms = await makeGoodRooms(stage);
		if (browserName === 'chromium') await takePortrait(stage);
	});
	it('the list of chats', async () => {
		await makeHardRooms(stage, rooms);
		await showChats(stage);
	});
	it('messages', () => showMessages(stage, rooms));
	it('writing', () => showWriting(stage, rooms));
	it('offline', () => showOffline(stage));
	it('a new chat', () => showNewChat(stage));
	it('who can read a chat', () => showReaders(stage, 'Bob'));
	it('sharing', () => showSharing(stage));
	it('the lock', () => showLock(stage));
	it('the lock by passkey', () => showPasskey(stage));
	it('settings and signing out', async () => {
		const settings = await showSettings(stage);
		await settings.click({ role: 'button', name: 'Sign out and delete keys' });
		await settings.see({ role: 'button', name: 'Sign in' });
		await settings.close();
	});
	it('another device', () => recover(stage, welcome, recoveryKey));
});
