import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { untilBackedUp } from './backed-up.ts';
import { browserName } from './driver/browser-name.ts';
import { type SentRequest, type Surface, untilTrue } from './driver/index.ts';
import { killIn } from './kill-in.ts';
import { SdkClient } from './sdk-client.ts';
import { chatWithBob, givePassword, saveRecoveryKey } from './steps.ts';
import { openWorld, type World } from './world.ts';

const passphrase = 'four words of mine  ';
const resetIdentity = { role: 'button', name: 'Reset identity and delete key backup' } as const;

let world: World;
let other: SdkClient;
let welcome: Surface;
let formerKey: string;

beforeAll(async () => {
	world = await openWorld(browserName);
	other = await SdkClient.signIn(world);
	formerKey = await other.createIdentity(passphrase);
});

afterAll(async () => {
	await other?.stop();
	await world?.stop();
});

async function give(key: string): Promise<void> {
	await welcome.fill({ role: 'textbox', name: 'Recovery key' }, key);
	await welcome.press('Enter');
}

describe('a new device of an account whose recovery key was made with a passphrase', () => {
	it('offers its ways side by side', async () => {
		welcome = await world.browser.waitForTab('welcome.html');
		await givePassword(welcome, world.alice);
		await welcome.see({ role: 'heading', name: 'Confirm it is you' }, { timeoutMs: 30_000 });
		expect(await welcome.count({ role: 'radio' })).toBe(3);
		await welcome.see({ role: 'button', name: 'Not now' });
	});

	it('says that a passphrase is wrong', async () => {
		await give('four words of yours');
		await welcome.see(/^That is neither the recovery key nor the passphrase/);
	});

	it('is confirmed by the passphrase', async () => {
		await give(passphrase);
		await welcome.see(/Pin Messa/, { timeoutMs: 30_000 });
		await untilTrue('two confirmed devices', async () => (await other.confirmedDevices()) === 2);
		await welcome.close();
		await (await chatWithBob(world)).popup.close();
		await untilBackedUp(world, 1);
	});
});

describe('resetting the identity', () => {
	it('says first what is lost, and changes nothing for a wrong password', async () => {
		const settings = await world.browser.openTab('options.html');
		await settings.see({ role: 'link', name: 'Reset your identity' });
		await settings.close();
		welcome = await world.browser.openTab('welcome.html#reset');
		await welcome.see(/^Your key backup is deleted/);
		await welcome.see(/^People who verified you see/);
		await welcome.fill({ role: 'textbox', name: 'Password' }, 'not my password');
		await welcome.click(resetIdentity);
		await welcome.see(/^The user name or the password is not right/);
		await untilTrue('two confirmed devices', async () => (await other.confirmedDevices()) === 2);
	});

	it('goes on to its end although the background is killed in it, again and again', async () => {
		const open = async (): Promise<void> => {
			welcome = await world.browser.openTab('welcome.html');
		};
		await killIn(world, isPut('m.secret_storage.default_key'), async () => {
			await welcome.fill({ role: 'textbox', name: 'Password' }, world.alice.password);
			await welcome.click(resetIdentity);
		});
		await welcome.close();

		await killIn(world, isPublishing, async () => {
			await open();
			await welcome.see({ role: 'heading', name: 'Confirm your password' }, { timeoutMs: 30_000 });
			await welcome.see({ role: 'button', name: 'Keep my identity' });
			await welcome.fill({ role: 'textbox', name: 'Password' }, world.alice.password);
			await welcome.press('Enter');
		});
		await welcome.close();

		// From here on, no password is asked for.
		for (const isIt of [isPut('m.cross_signing.user_signing'), isDeletingBackup]) {
			await killIn(world, isIt, open);
			await welcome.close();
		}
		await open();
		const recoveryKey = await saveRecoveryKey(welcome);
		await welcome.see(/Pin Messa/);
		await welcome.close();
		expect(recoveryKey).not.toBe(formerKey);

		await untilBackedUp(world, 1);
		const third = await SdkClient.signIn(world);
		await third.recover(recoveryKey);
		expect(await third.isInOrder()).toBe(true);
		// This Messa and the third; the other has to be confirmed again.
		await untilTrue('two confirmed devices', async () => (await third.confirmedDevices()) === 2);
		await third.read('Hello Alice');
		await third.stop();
	});

	it('is not shown as somebody else’s', async () => {
		const settings = await world.browser.openTab('options.html');
		await settings.see(/^Confirmed on this device/);
		await settings.close();
	});
});

function isPut(type: string): (request: SentRequest) => boolean {
	return ({ method, url }) => method === 'PUT' && url.endsWith(`/account_data/${type}`);
}

function isPublishing({ url, body }: SentRequest): boolean {
	return url.endsWith('/keys/device_signing/upload') && body.includes('m.login.password');
}

function isDeletingBackup({ method, url }: SentRequest): boolean {
	return method === 'DELETE' && /\/room_keys\/version\/\d+$/.test(url);
}
