import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AccountPage, lookAfterAccount } from './account-page.ts';
import { browserName } from './driver/browser-name.ts';
import { axe, type Surface, untilTrue, violationsInWords } from './driver/index.ts';
import { SdkClient } from './sdk-client.ts';
import { saveRecoveryKey, signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

const patience = { timeoutMs: 30_000 };
const waiting = { role: 'heading', name: 'Allow the reset' } as const;

let world: World;
let page: AccountPage;
let other: SdkClient;
let welcome: Surface;
let formerKey: string;
let formerIdentity: string | undefined;

beforeAll(async () => {
	world = await openWorld(browserName);
	formerKey = await signIn(world);
	other = await SdkClient.signIn(world);
	await other.recover(formerKey);
	formerIdentity = await other.masterKey();
	page = lookAfterAccount(world);
});

afterAll(async () => {
	await other?.stop();
	await world?.stop();
});

async function beginReset(): Promise<void> {
	welcome = await world.browser.openTab('welcome.html#reset');
	await welcome.see(/^Your key backup is deleted/);
	await welcome.see(/^Your homeserver takes no password here/);
	expect(await welcome.count({ role: 'textbox', name: 'Password' })).toBe(0);
	await welcome.click({ role: 'button', name: 'Reset identity and delete key backup' });
	await welcome.see(waiting, patience);
}

describe('resetting the identity where the homeserver wants it allowed on the account’s page', () => {
	it('says so, and leads there', async () => {
		await beginReset();
		await welcome.see(/on the page of your account, localhost:8099\./);
		expect(violationsInWords(await axe(welcome))).toEqual([]);
		await welcome.click({ role: 'link', name: 'Open the page of your account' });
		await untilTrue('the page to be opened', async () => page.visits === 1);
	});

	it('goes on waiting while it is not allowed', async () => {
		await welcome.click({ role: 'button', name: 'I have allowed it' });
		await welcome.see(/^Your homeserver does not know of it yet/);
		expect(violationsInWords(await axe(welcome))).toEqual([]);
		expect(await other.masterKey()).toBe(formerIdentity);
	});

	it('is taken back, and the device is as it was', async () => {
		await welcome.click({ role: 'button', name: 'Keep my identity' });
		await welcome.see(/Pin Messa/, patience);
		await welcome.close();
		const settings = await world.browser.openTab('options.html');
		await settings.see(/^Confirmed on this device/);
		await settings.see(/^On\. Your homeserver keeps/);
		await settings.close();
		expect(await other.masterKey()).toBe(formerIdentity);
		expect(await other.isInOrder()).toBe(true);
	});

	it('waits on after the background was killed, and goes on by itself once it is allowed', async () => {
		await beginReset();
		await welcome.close();
		await world.browser.killBackground();
		welcome = await world.browser.openTab('welcome.html');
		await welcome.see(waiting, patience);
		await world.browser.killBackground();
		expect(await other.masterKey()).toBe(formerIdentity);
		page.isAllowed = true;
		await welcome.dontSee(waiting, { timeoutMs: 60_000 });
		const recoveryKey = await saveRecoveryKey(welcome);
		await welcome.see(/Pin Messa/);
		await welcome.close();
		expect(recoveryKey).not.toBe(formerKey);
		expect(await other.masterKey()).not.toBe(formerIdentity);
		const third = await SdkClient.signIn(world);
		await third.recover(recoveryKey);
		expect(await third.isInOrder()).toBe(true);
		await third.stop();
	});

	it('is not shown as somebody else’s', async () => {
		const settings = await world.browser.openTab('options.html');
		await settings.see(/^Confirmed on this device/);
		await settings.close();
	});
});
