import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { untilBackedUp } from './backed-up.ts';
import { browserName } from './driver/browser-name.ts';
import type { Surface } from './driver/index.ts';
import { killIn } from './kill-in.ts';
import { OtherDevice } from './other-device.ts';
import { SdkClient } from './sdk-client.ts';
import { chatWithBob, saveRecoveryKey, signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

const passphrase = 'nobody knows these words';
const dialog = { role: 'dialog', name: 'Test my recovery key' } as const;
const field = { role: 'textbox', name: 'Recovery key' } as const;

let world: World;
let raw: OtherDevice;
let firstKey: string;
let recoveryKey: string;

beforeAll(async () => {
	world = await openWorld(browserName);
	firstKey = await signIn(world);
	const { popup } = await chatWithBob(world);
	await popup.click({ role: 'button', name: 'Back' });
	await popup.see({ role: 'list', name: 'Chats' });
	await popup.close();
	raw = await OtherDevice.signIn(world);
});

afterAll(async () => {
	await world?.stop();
});

/** Tests keys in the settings, and sees what is said of each. */
async function test(...keys: [key: string, said: RegExp][]): Promise<void> {
	const settings = await world.browser.openTab('options.html');
	await settings.click({ role: 'button', name: 'Test my recovery key' });
	for (const [key, said] of keys) {
		await settings.fill({ ...field, within: dialog }, key);
		await settings.click({ role: 'button', name: 'Test', within: dialog });
		await settings.see({ text: said, within: dialog });
	}
	await settings.close();
}

/** Sees the notice above the chats and what the settings say, and follows what mends it. */
async function mend(said: RegExp, action: string): Promise<Surface> {
	const popup = await world.browser.popup();
	await popup.see(said, { timeoutMs: 30_000 });
	await popup.see({ role: 'button', name: action });
	await popup.close();
	const settings = await world.browser.openTab('options.html');
	await settings.see(said);
	await settings.see({ role: 'link', name: action });
	await settings.close();
	return await world.browser.openTab('welcome.html#recover');
}

async function giveKey(welcome: Surface): Promise<void> {
	await welcome.fill(field, recoveryKey);
	await welcome.press('Enter');
	await welcome.see(/Pin Messa/, { timeoutMs: 30_000 });
	await welcome.close();
	const settings = await world.browser.openTab('options.html');
	await settings.see(/^Confirmed on this device/);
	await settings.close();
}

/** Another client of Alice's takes all over with the recovery key of now, and reads what Bob said. */
async function isAllInOrder(): Promise<void> {
	await untilBackedUp(world, 1);
	const other = await SdkClient.signIn(world);
	await other.recover(recoveryKey);
	expect(await other.isInOrder()).toBe(true);
	await other.read('Hello Alice');
	await other.stop();
}

describe('the recovery key', () => {
	it('is tested in the settings', async () => {
		await test(
			[firstKey.slice(0, -1), /^One character .* is missing/],
			[firstKey, /^That is the recovery key/],
		);
	});

	it('is changed, for one with a passphrase, though the background is killed in it', async () => {
		const welcome = await world.browser.openTab('welcome.html#change');
		const isNewDefault = ({ method, url }: { method: string; url: string }): boolean =>
			method === 'PUT' && url.endsWith('/account_data/m.secret_storage.default_key');
		await killIn(world, isNewDefault, async () => {
			await welcome.fill({ role: 'textbox', name: 'Passphrase (optional)' }, 'too short');
			await welcome.press('Enter');
			await welcome.see(/at least 12 characters/);
			await welcome.fill({ role: 'textbox', name: 'Passphrase (optional)' }, passphrase);
			await welcome.press('Enter');
		});
		await welcome.see(/^Messa was interrupted/);
		await welcome.click({ role: 'button', name: 'Make a new recovery key' });
		recoveryKey = await saveRecoveryKey(welcome);
		await welcome.see(/Pin Messa/);
		await welcome.close();
		await test(
			[firstKey, /until a newer one replaced it/],
			[recoveryKey, /^That is the recovery key/],
			['nobody knows those words', /^That is neither/],
			[passphrase, /^That is the recovery key/],
		);
		await isAllInOrder();
	});
});

describe('keys that are out of step', () => {
	it('are named when secret storage lacks one, and mended by the recovery key', async () => {
		const { userId } = world.alice;
		await raw.request('PUT', `/user/${userId}/account_data/m.cross_signing.self_signing`, {});
		const welcome = await mend(/^Your recovery key does not bring everything back/, 'Give recovery key');
		await giveKey(welcome);
		await isAllInOrder();
	});

	it('are named when somebody has put another backup in the place of ours, and a new one is made', async () => {
		await raw.request('POST', '/room_keys/version', {
			algorithm: 'm.megolm_backup.v1.curve25519-aes-sha2',
			auth_data: { public_key: 'hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo', signatures: {} },
		});
		await world.browser.killBackground();
		const welcome = await mend(/^Your key backup was changed/, 'Start a new backup');
		await giveKey(welcome);
		await isAllInOrder();
	});

	it('are named when another device has reset the identity, and the new recovery key confirms this one', async () => {
		const other = await SdkClient.signIn(world);
		recoveryKey = await other.resetIdentity();
		const welcome = await mend(/^Your identity was reset on another device/, 'Give recovery key');
		await giveKey(welcome);
		await other.stop();
	});
});
