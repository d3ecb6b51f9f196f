import { encodeRecoveryKey } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserName } from './driver/browser-name.ts';
import { type Surface, untilTrue } from './driver/index.ts';
import { chatWithBob, givePassword, say, signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

const unreadable = /Your key backup may bring it back once this device is confirmed/;

let world: World;
let recoveryKey: string;
let welcome: Surface;

beforeAll(async () => {
	world = await openWorld(browserName);
	recoveryKey = await signIn(world);
	const { popup, roomId } = await chatWithBob(world);
	await say(popup, 'Hello Bob');
	const eventId = await world.bob.sendText(roomId, 'Dinner at six?');
	await world.bob.sendEdit(roomId, eventId, 'Dinner at seven?');
	await world.bob.sendReaction(roomId, eventId, '🍲');
	await world.bob.sendInThread(roomId, eventId, 'At my place');
	await popup.see('At my place');
	await untilBackedUp(2);
	await popup.close();
});

afterAll(async () => {
	await world?.stop();
});

describe('signing out', () => {
	it('says what is lost, and takes everything off this device', async () => {
		const settings = await world.browser.openTab('options.html');
		await settings.click({ role: 'button', name: 'Sign out' });
		const question = { role: 'dialog', name: 'Sign out of this device' };
		await settings.see({ text: 'The keys and messages on this device are deleted.', within: question });
		await settings.see({ text: /by signing in and giving your recovery key/, within: question });
		await settings.click({ role: 'button', name: 'Sign out and delete keys', within: question });
		await settings.see(/Sign in to your Matrix account to begin/);
		await untilTrue('the databases to be gone', async () => {
			const databases = await settings.evaluate(() => indexedDB.databases());
			return !databases.some(({ name }) => name?.includes(world.alice.userId));
		});
		await settings.close();
	});
});

describe('another device of the same account', () => {
	it('is asked for the recovery key, which can wait', async () => {
		welcome = await world.browser.openTab('welcome.html');
		await givePassword(welcome, world.alice);
		await welcome.see({ role: 'heading', name: 'Confirm it is you' }, { timeoutMs: 30_000 });
		await welcome.click({ role: 'button', name: 'Not now' });
		await welcome.see(/Pin Messa/);
	});

	it('says of earlier messages why they cannot be read', async () => {
		const popup = await world.browser.popup();
		await popup.click({ role: 'button', name: /^Bob/ });
		await popup.see({ text: unreadable, nth: 1 });
		expect(await popup.count('Hello Alice')).toBe(0);
		await popup.close();
	});

	it('asks again from the settings', async () => {
		const settings = await world.browser.openTab('options.html');
		await settings.see('This device is not confirmed: older messages stay locked.');
		await settings.close();
		welcome = await world.browser.openTab('welcome.html#recover');
		await welcome.see({ role: 'heading', name: 'Confirm it is you' });
	});

	it('says that a key is mistyped', async () => {
		const [first = '', second = ''] = recoveryKey.slice(-2);
		const mistyped = `${recoveryKey.slice(0, -2)}${second}${first === second ? 'x' : first}`;
		await give(mistyped);
		await welcome.see(
			'That is not a recovery key. It is a long row of letters and digits, often in groups of four.',
		);
	});

	it('says that a key belongs to another account', async () => {
		await give(encodeRecoveryKey(new Uint8Array(32).fill(7)) ?? '');
		await welcome.see(/belongs to another account or was replaced/);
	});

	it('reads earlier messages once it has the right key', async () => {
		await give(recoveryKey.replaceAll(' ', ''));
		await welcome.see(/Pin Messa/);
		await welcome.close();
		const popup = await world.browser.popup();
		await popup.see('Hello Alice');
		await popup.see('Hello Bob');
		await popup.dontSee(unreadable);
		const dinner = { role: 'article', containing: 'Dinner at seven?', nth: 0 };
		await popup.see({ text: 'edited', within: dinner });
		await popup.see({ text: '🍲 from Bob', within: dinner });
		await popup.see({ text: /^1 reply, last from Bob/, within: dinner });
		expect(await popup.count('Dinner at six?')).toBe(0);
		await popup.close();
	});
});

async function give(key: string): Promise<void> {
	await welcome.fill({ role: 'textbox', name: 'Recovery key' }, key);
	await welcome.press('Enter');
}

/** Waits until Alice's key backup on the server holds that many keys. */
async function untilBackedUp(count: number): Promise<void> {
	const { alice } = world.servers;
	const { token } = await alice.login(world.alice.username, world.alice.password);
	await untilTrue(
		`${count} keys in the backup`,
		async () => {
			const backup = await alice.request<{ count: number }>('/_matrix/client/v3/room_keys/version', {
				token,
			});
			return backup.count >= count;
		},
		20_000,
	);
	await alice.request('/_matrix/client/v3/logout', { method: 'POST', body: {}, token });
}
