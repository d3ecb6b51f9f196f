import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserName } from './driver/browser-name.ts';
import { untilTrue } from './driver/index.ts';
import { chatWithBob, givePassword, say, signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let recoveryKey: string;
let roomId: string;
/** The dehydrated device that was left at sign-in. */
let firstId: string;

beforeAll(async () => {
	world = await openWorld(browserName);
	recoveryKey = await signIn(world);
	const chat = await chatWithBob(world);
	roomId = chat.roomId;
	await say(chat.popup, 'I am off for a week');
	await world.bob.waitForMessage({ body: 'I am off for a week' });
	await chat.popup.close();
});

afterAll(async () => {
	await world?.stop();
});

/** The dehydrated device that the homeserver holds for Alice. MSC3814. */
async function dehydratedId(): Promise<string> {
	const { servers, alice } = world;
	const { token } = await servers.alice.login(alice.username, alice.password);
	const path = '/_matrix/client/unstable/org.matrix.msc3814.v1/dehydrated_device';
	const { device_id } = await servers.alice.request<{ device_id: string }>(path, { token });
	await servers.alice.request('/_matrix/client/v3/logout', { method: 'POST', body: {}, token });
	return device_id;
}

describe('a dehydrated device', () => {
	it('is left with the identity, and stays when the last device signs out', async () => {
		firstId = await dehydratedId();
		const settings = await world.browser.openTab('options.html');
		await settings.click({ role: 'button', name: 'Sign out' });
		// It does not count as a device that somebody has.
		await settings.see(/^This is the only device of your account/);
		await settings.see(/by signing in and giving your recovery key/);
		await settings.click({ role: 'button', name: 'Sign out and delete keys' });
		await settings.see(/Sign in to your Matrix account to begin/, { timeoutMs: 30_000 });
		await settings.close();
		await untilTrue('it to be the only device', async () => {
			const devices = await world.servers.alice.devices(world.alice.userId);
			return devices.length === 1 && devices[0] === firstId;
		});
	});

	it('is what others encrypt for meanwhile', async () => {
		await world.bob.waitForDevice(world.alice.userId, firstId);
		await world.bob.rotateKeys(roomId);
		await world.bob.sendText(roomId, 'While you were away');
	});

	it('gives what it was sent to the next device that has the recovery key', async () => {
		const welcome = await world.browser.openTab('welcome.html');
		await givePassword(welcome, world.alice);
		await welcome.see({ role: 'heading', name: 'Confirm it is you' }, { timeoutMs: 30_000 });
		await welcome.fill({ role: 'textbox', name: 'Recovery key' }, recoveryKey);
		await welcome.press('Enter');
		await welcome.see(/Pin Messa/, { timeoutMs: 30_000 });
		await welcome.close();
		const popup = await world.browser.popup();
		await popup.click({ role: 'button', name: /^Bob/ });
		await popup.see('While you were away');
		await popup.see('I am off for a week');
		await popup.close();
	});

	it('is replaced by a new one', async () => {
		expect(await dehydratedId()).not.toBe(firstId);
	});
});
