import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { untilBackedUp } from './backed-up.ts';
import { browserName } from './driver/browser-name.ts';
import { type Surface, untilTrue } from './driver/index.ts';
import { killIn } from './kill-in.ts';
import { SdkClient } from './sdk-client.ts';
import { chatWithBob, givePassword, saveRecoveryKey } from './steps.ts';
import { openWorld, type World } from './world.ts';

const passphrase = 'nobody knows these words';
const shownKey = { role: 'status', name: 'Recovery key' };
const field = { role: 'textbox', name: 'Passphrase' };

let world: World;
let welcome: Surface;
let recoveryKey: string;

beforeAll(async () => {
	world = await openWorld(browserName);
	welcome = await world.browser.waitForTab('welcome.html');
	await givePassword(welcome, world.alice);
});

afterAll(async () => {
	await world?.stop();
});

describe('a passphrase for a recovery key that was just made', () => {
	it('takes the place of the key, though the background is killed in it', async () => {
		const first = await welcome.text(shownKey, { timeoutMs: 30_000 });
		await welcome.click('Also choose a passphrase');
		await welcome.fill(field, 'too short');
		await welcome.press('Enter');
		await welcome.see(/at least 12 characters/);
		const isNewDefault = ({ method, url }: { method: string; url: string }): boolean =>
			method === 'PUT' && url.endsWith('/account_data/m.secret_storage.default_key');
		await killIn(world, isNewDefault, async () => {
			await welcome.fill(field, passphrase);
			await welcome.press('Enter');
		});
		await welcome.see(/^Messa was interrupted/);
		await welcome.click({ role: 'button', name: 'Use this passphrase' });
		await welcome.see(/^Your passphrase now does what the key does/, { timeoutMs: 30_000 });
		await untilTrue('another key', async () => (await welcome.text(shownKey)) !== first);
		recoveryKey = await saveRecoveryKey(welcome);
		expect(recoveryKey).not.toBe(first.trim());
		await welcome.see(/Pin Messa/);
		const { popup } = await chatWithBob(world);
		await popup.close();
		await untilBackedUp(world, 1);
	});

	it('gives another client the same key, which has all in order', async () => {
		const other = await SdkClient.signIn(world);
		await other.recoverByPassphrase(passphrase);
		expect(await other.isInOrder()).toBe(true);
		await other.read('Hello Alice');
		await other.stop();
	});

	it('opens a new device, where the key does as well', async () => {
		const settings = await world.browser.openTab('options.html');
		await settings.click({ role: 'button', name: 'Sign out' });
		await settings.click({ role: 'button', name: 'Sign out and delete keys' });
		await settings.see({ role: 'button', name: 'Sign in' });
		await settings.close();
		await welcome.close();
		welcome = await world.browser.openTab('welcome.html');
		await givePassword(welcome, world.alice);
		const typed = { role: 'textbox', name: 'Recovery key' };
		await welcome.fill(typed, 'nobody knows those words');
		await welcome.press('Enter');
		await welcome.see(/^That is neither/);
		await welcome.fill(typed, passphrase);
		await welcome.press('Enter');
		await welcome.see(/Pin Messa/, { timeoutMs: 30_000 });
		const popup = await world.browser.popup();
		await popup.click({ role: 'button', name: /^Bob/, within: { role: 'list', name: 'Chats' } });
		await popup.see('Hello Alice', { timeoutMs: 30_000 });
		await popup.close();
	});
});
