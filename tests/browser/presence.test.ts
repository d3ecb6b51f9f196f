import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserName } from './driver/browser-name.ts';
import { untilTrue } from './driver/index.ts';
import { chatWithBob, sayForGood, signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

/** An alarm of half a minute, and what comes after it. */
const untilNextAlarm = 45_000;
/** An alarm of a minute, and what comes after it. */
const untilMinuteAlarm = 80_000;
/** A background lives for half a minute after its work is done. */
const untilAsleep = 100_000;

interface Alarms {
	alarms: { get(name: string): Promise<{ periodInMinutes: number; scheduledTime: number } | undefined> };
}
const chrome = undefined as unknown as Alarms;

let world: World;
let roomId: string;

beforeAll(async () => {
	world = await openWorld(browserName);
	await signIn(world);
	const chat = await chatWithBob(world);
	roomId = chat.roomId;
	await chat.popup.click({ role: 'button', name: 'Back' });
	await chat.popup.close();
});

afterAll(async () => {
	await world?.stop();
});

async function choose(name: string): Promise<void> {
	const settings = await world.browser.openTab('options.html');
	await settings.click({ role: 'radio', name });
	await untilTrue('the alarm to follow', async () => {
		const period = (await alarm())?.periodInMinutes;
		return period === { 'At once': 0.5, 'Up to a minute late': 1, 'Up to 15 minutes late': 15 }[name];
	});
	await settings.close();
}

async function alarm() {
	return world.browser.inBackground(async () => (await chrome.alarms.get('sync')) ?? undefined);
}

async function untilNotified(message: string, timeoutMs?: number): Promise<void> {
	await untilTrue(
		`a notification "${message}"`,
		async () => (await world.browser.notifications()).some((shown) => shown.message === message),
		timeoutMs,
	);
}

async function untilDead(): Promise<void> {
	await untilTrue(
		'the background to end',
		async () => !(await world.browser.isBackgroundAlive()),
		untilAsleep,
	);
}

describe('a background that stays connected', () => {
	it('is brought back by the alarm, with no window open, and announces what comes at once', async () => {
		await world.browser.killBackground();
		await untilTrue('the alarm', () => world.browser.isBackgroundAlive(), untilNextAlarm);
		await world.bob.sendText(roomId, 'Heard by a connected background');
		await untilNotified('Heard by a connected background');
	});
});

describe('a background that saves power', () => {
	it('sleeps while no window is open, and is woken by the alarm for what has come', async () => {
		await choose('Up to a minute late');
		await untilDead();
		await world.bob.sendText(roomId, 'Heard at the next look');
		await untilNotified('Heard at the next look', untilMinuteAlarm);
		await untilDead();
	});

	it('is woken at once by a window, and connected while it is open', async () => {
		await choose('Up to 15 minutes late');
		await world.browser.killBackground();
		await world.bob.sendText(roomId, 'Heard because somebody looks');
		const popup = await world.browser.popup();
		await popup.see({ text: 'Heard because somebody looks', within: { role: 'list', name: 'Chats' } });
		await world.bob.sendText(roomId, 'Heard while somebody looks');
		await popup.see({ text: 'Heard while somebody looks', within: { role: 'list', name: 'Chats' } });
		await popup.close();
	});

	it('looks again soon while a message waits to be sent', async () => {
		const popup = await world.browser.popup();
		await popup.click({ role: 'button', name: /^Bob/ });
		world.browser.network.setOffline(true);
		await popup.see(/^Offline/);
		await sayForGood(popup, 'Sent before the next look');
		await popup.close();
		await world.browser.killBackground();
		world.browser.network.setOffline(false);
		await world.bob.waitForMessage({ body: 'Sent before the next look' }, untilNextAlarm);
	});

	it('keeps its choice and its alarm over a restart of the browser', async () => {
		await world.browser.restart();
		const settings = await world.browser.openTab('options.html');
		await untilTrue('the choice', () =>
			settings.evaluate(() => {
				const chosen = document.querySelector<HTMLInputElement>('input[name=wake]:checked');
				return chosen?.labels?.[0]?.textContent === 'Up to 15 minutes late';
			}),
		);
		// Firefox forgets alarms when it is closed: the background makes it anew.
		await untilTrue('an alarm', async () => (await alarm()) !== undefined);
		const before = await alarm();
		expect(before?.periodInMinutes).toBe(15);
		await world.browser.killBackground();
		expect((await alarm())?.scheduledTime).toBe(before?.scheduledTime);
		await settings.close();
	});
});
