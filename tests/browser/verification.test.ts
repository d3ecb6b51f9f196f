import { VerificationPhase } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SdkDevice } from '../homeserver/sdk-device.ts';
import { browserName } from './driver/browser-name.ts';
import { type Surface, untilTrue } from './driver/index.ts';
import { chatWithBob, givePassword, say, signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

const dialog = { role: 'dialog', name: 'Confirm your device' };

let world: World;
/** Another client of Alice's. */
let laptop: SdkDevice;
let popup: Surface;

beforeAll(async () => {
	world = await openWorld(browserName);
	await signIn(world);
	({ popup } = await chatWithBob(world));
	await say(popup, 'Hello Bob');
	await popup.click({ role: 'button', name: 'Back' });
	laptop = await SdkDevice.signIn(world.servers.alice, world.alice, 'Laptop');
});

afterAll(async () => {
	await laptop?.stop();
	await world?.stop();
});

async function shownEmoji(window: Surface): Promise<string[]> {
	await window.see({ role: 'list', name: 'Emoji to compare' });
	return window.evaluate(() =>
		[...document.querySelectorAll('.verification-emoji li span:first-child')].map(
			(one) => one.textContent ?? '',
		),
	);
}

describe('a new device that asks', () => {
	it('is announced and shown above the chats', async () => {
		await popup.close();
		await laptop.askOwnDevices();
		await untilTrue('a notification', async () =>
			(await world.browser.notifications()).some(
				({ message }) => message === 'Laptop asks to be confirmed as your device.',
			),
		);
		popup = await world.browser.popup();
		await popup.see('Laptop asks to be confirmed as your device.');
	});

	it('can be turned away', async () => {
		await popup.click({ role: 'button', name: 'Answer' });
		await popup.see({ text: /Accept only if that is you/, within: dialog });
		await popup.click({ role: 'button', name: 'It is not me' });
		await popup.see({ text: 'You cancelled. Nothing was confirmed.', within: dialog });
		await popup.click({ role: 'button', name: 'Close', within: dialog, nth: 1 });
		await popup.dontSee(dialog);
	});

	it('is confirmed when the emoji match, and gets the secrets', async () => {
		const request = await laptop.askOwnDevices();
		await popup.click({ role: 'button', name: 'Answer' });
		await popup.click({ role: 'button', name: 'Accept' });
		await laptop.untilPhase(request, VerificationPhase.Ready);
		await popup.click({ role: 'button', name: 'Compare emoji' });
		const { emoji, sas } = await laptop.compare(request);
		expect(await shownEmoji(popup)).toEqual(emoji);
		expect(emoji).toHaveLength(7);
		await popup.click({ role: 'button', name: 'They match' });
		await popup.see('Waiting for the other side to confirm');
		await sas.confirm();
		await laptop.untilPhase(request, VerificationPhase.Done);
		await popup.see({ text: 'Laptop is confirmed as your device.', within: dialog });
		await untilTrue('the secrets to arrive', async () => {
			const { crypto } = laptop;
			const { privateKeysCachedLocally } = await crypto.getCrossSigningStatus();
			return privateKeysCachedLocally.masterKey && (await crypto.getSessionBackupPrivateKey()) !== null;
		});
		await popup.click({ role: 'button', name: 'Close', within: dialog, nth: 1 });
		await popup.close();
	});
});

describe('this device, when it is new', () => {
	let welcome: Surface;

	beforeAll(async () => {
		await untilTrue('two keys in the backup', async () => (await laptop.keysInBackup()) >= 2, 20_000);
		const settings = await world.browser.openTab('options.html');
		await settings.click({ role: 'button', name: 'Sign out' });
		await settings.click({ role: 'button', name: 'Sign out and delete keys' });
		await settings.see(/Sign in to your Matrix account to begin/);
		await settings.close();
		welcome = await world.browser.openTab('welcome.html');
		await givePassword(welcome, world.alice);
		await welcome.see({ role: 'heading', name: 'Confirm it is you' }, { timeoutMs: 30_000 });
		popup = await world.browser.popup();
		await popup.click({ role: 'button', name: /^Bob/ });
		await popup.see(/Sent before you signed in on this device/);
		await popup.close();
	});

	it('says that the emoji differed', async () => {
		await welcome.click({ role: 'radio', name: 'Another device' });
		await welcome.click({ role: 'button', name: 'Use another device' });
		await welcome.see(/accept there/);
		const request = await laptop.nextRequest();
		await request.accept();
		await welcome.see('Scan this code with your other device, or compare emoji.');
		await request.startVerification('m.sas.v1');
		const { sas } = await laptop.compare(request);
		await shownEmoji(welcome);
		sas.mismatch();
		await welcome.see(/The emoji were not the same, so nothing was confirmed/);
		await welcome.click({ role: 'button', name: 'Close', within: dialog, nth: 1 });
		await welcome.see({ role: 'heading', name: 'Confirm it is you' });
	});

	it('reads earlier messages as soon as the other device has confirmed it', async () => {
		await welcome.click({ role: 'radio', name: 'Another device' });
		await welcome.click({ role: 'button', name: 'Use another device' });
		const request = await laptop.nextRequest();
		await request.accept();
		await request.startVerification('m.sas.v1');
		const { emoji, sas } = await laptop.compare(request);
		expect(await shownEmoji(welcome)).toEqual(emoji);
		await welcome.click({ role: 'button', name: 'They match' });
		await sas.confirm();
		await welcome.see({ text: /^This device is confirmed/, within: dialog });
		await welcome.click({ role: 'button', name: 'Close', within: dialog, nth: 1 });
		await welcome.see(/Pin Messa/);
		popup = await world.browser.popup();
		await popup.see('Hello Alice');
		await popup.see('Hello Bob');
		await popup.dontSee(/Sent before you signed in on this device/);
		const settings = await world.browser.openTab('options.html');
		await settings.see(/^Confirmed on this device/);
		await settings.close();
		await popup.close();
	});
});
