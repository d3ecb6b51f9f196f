import { encodeRecoveryKey } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { untilBackedUp } from './backed-up.ts';
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
	await untilBackedUp(world, 2);
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

	it.each([
		['a word', () => 'correct horse', /^That is not a recovery key/],
		['a key with its end missing', () => recoveryKey.slice(0, -4), /^4 characters .* are missing/],
		['a key with a letter too many', () => `${recoveryKey}x`, /^That is one character more/],
		[
			'a key with a zero',
			() => `${recoveryKey.slice(0, 45)}0${recoveryKey.slice(46)}`,
			/^“0” is never part .* group 10/,
		],
		['a key in capitals', () => spelledInCapitals(recoveryKey), /^Capital and small letters matter/],
		['a mistyped key', () => mistyped(recoveryKey), /^That recovery key has a typing error/],
		[
			'the key of somebody else',
			() => encodeRecoveryKey(new Uint8Array(32).fill(7)) ?? '',
			/of another account/,
		],
	])('says what is wrong with %s', async (_, typed, said) => {
		await give(typed());
		await welcome.see(said);
	});

	it('reads earlier messages once it has the right key', async () => {
		await give(` ${recoveryKey.replaceAll(' ', '  ').replace('  ', '')}\u00a0`);
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

/** The key with its last letter wrong. */
function mistyped(key: string): string {
	const [before = '', last = ''] = key.slice(-2);
	return key.slice(0, -2) + last + (before === last ? 'x' : before);
}

/** The key in capitals, without the two that are none of its letters. */
function spelledInCapitals(key: string): string {
	return key.toUpperCase().replace(/[IO]/g, 'P');
}
