import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestFailure } from '../homeserver/request.ts';
import { browserName } from './driver/browser-name.ts';
import { type Surface, until, untilTrue } from './driver/index.ts';
import { OtherDevice } from './other-device.ts';
import { chatWithBob, givePassword, say, signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

const question = { role: 'dialog', name: 'Sign out of this device' } as const;
const confirm = { role: 'button', name: 'Sign out and delete keys', within: question } as const;
const chrome = undefined as unknown as { storage: { local: { get(key: null): Promise<object> } } };

let world: World;

beforeAll(async () => {
	world = await openWorld(browserName);
	world.browser.network.record();
	await signIn(world);
});

afterAll(async () => {
	await world?.stop();
});

/** Signs in again, without the recovery key, and waits until the chats are here. */
async function signInAgain(): Promise<void> {
	const welcome = await world.browser.openTab('welcome.html');
	await givePassword(welcome, world.alice);
	await welcome.click({ role: 'button', name: 'Not now' }, { timeoutMs: 30_000 });
	await welcome.see(/Pin Messa/);
	await welcome.close();
	const popup = await world.browser.popup();
	await popup.see({ role: 'button', name: /^Bob/ });
	await popup.close();
}

async function askToSignOut(): Promise<Surface> {
	const settings = await world.browser.openTab('options.html');
	await settings.click({ role: 'button', name: 'Sign out' });
	await settings.see(question);
	return settings;
}

/** The access token that the browser used last. */
function token(): string {
	const header = world.browser.network.sent.findLast(({ headers }) => headers.authorization)?.headers
		.authorization;
	return header?.replace('Bearer ', '') ?? expect.fail('Nothing was sent with a token');
}

async function statusOf(accessToken: string): Promise<number> {
	return world.servers.alice
		.request('/_matrix/client/v3/account/whoami', { token: accessToken })
		.then(() => 200)
		.catch((error: RequestFailure) => error.status);
}

/** Waits until nothing of the account is left in the browser, and every window says that nobody is signed in. */
async function untilNothingIsLeft(settings: Surface): Promise<void> {
	await settings.see({ role: 'button', name: 'Sign in' }, { timeoutMs: 30_000 });
	const left = (): Promise<unknown> =>
		settings.evaluate(async () => ({
			databases: (await indexedDB.databases()).map(({ name }) => name),
			buckets: (await navigator.storageBuckets?.keys()) ?? [],
			extension: Object.keys(await chrome.storage.local.get(null)),
			page: Object.keys(localStorage),
		}));
	await until(
		async () => `nothing to be left but ${JSON.stringify(await left())}`,
		async () => {
			expect(await left()).toEqual({ databases: [], buckets: [], extension: [], page: [] });
			return true;
		},
		20_000,
	);
	await settings.close();
	const popup = await world.browser.popup();
	await popup.see({ role: 'button', name: 'Sign in' });
	await popup.close();
	expect(await world.browser.badgeText()).toBe('');
	const tab = await world.browser.openTab('manifest.json');
	expect(await world.browser.contextMenu({ tab })).toEqual([]);
	await tab.close();
}

describe('signing out', () => {
	it('says what is lost: messages not sent yet, drafts, keys', async () => {
		const { popup } = await chatWithBob(world);
		world.browser.network.setOffline(true);
		await say(popup, 'Caught by the tunnel');
		await popup.fill({ role: 'textbox', name: 'Message Bob' }, 'Half a thou');
		const settings = await askToSignOut();
		await settings.see({ text: 'The keys and messages on this device are deleted.', within: question });
		await settings.see({ text: /^It cannot be told now whether your key backup holds/, within: question });
		await settings.see({ text: '1 message that was not sent yet is lost.', within: question });
		await settings.see({ text: '1 draft is lost.', within: question });
		world.browser.network.setOffline(false);
		await world.bob.waitForMessage({ body: 'Caught by the tunnel' });
		await settings.dontSee({ text: /not sent yet/, within: question });
		await settings.click({ role: 'button', name: 'Store the keys now', within: question });
		await settings.see({ text: /by signing in and giving your recovery key/, within: question });
		await settings.click({ role: 'button', name: 'Cancel', within: question });
		await settings.dontSee(question);
		await settings.close();
		await popup.close();
	});

	it('takes back the token, and removes keys, messages and what is on show', async () => {
		const other = await OtherDevice.signIn(world);
		await other.makeRoom({ name: 'Town square', isEncrypted: false });
		const popup = await world.browser.popup();
		await popup.click({ role: 'button', name: 'Back' });
		await popup.click({ role: 'button', name: /^Town square/ });
		await popup.fill({ role: 'textbox', name: 'Message Town square' }, 'Hear, hear');
		await popup.press('Enter');
		await popup.click({ role: 'button', name: 'Send unencrypted' });
		await world.bob.waitForMessage({ body: 'Hear, hear' });
		await popup.close();
		const used = token();
		expect(await statusOf(used)).toBe(200);
		const settings = await askToSignOut();
		await settings.click(confirm);
		await untilNothingIsLeft(settings);
		expect(await statusOf(used)).toBe(401);
	});

	it('is done on this side even if the homeserver cannot be told', async () => {
		await signInAgain();
		const settings = await askToSignOut();
		await settings.see({ text: /messages whose keys are only here become unreadable/, within: question });
		world.browser.network.setOffline(true);
		await settings.click(confirm);
		await untilNothingIsLeft(settings);
		world.browser.network.setOffline(false);
	});

	it('is carried through at the next start if the background dies over it', async () => {
		await signInAgain();
		const used = token();
		const settings = await askToSignOut();
		await settings.see({ text: /messages whose keys are only here become unreadable/, within: question });
		world.servers.alice.pause();
		await settings.click(confirm);
		await untilTrue('the sign-out to have begun', async () =>
			settings.evaluate(async () => !('account' in (await chrome.storage.local.get(null)))),
		);
		await world.browser.killBackground();
		world.servers.alice.resume();
		expect(await statusOf(used)).toBe(200);
		await world.browser.inBackground(() => undefined);
		await untilNothingIsLeft(settings);
		expect(await statusOf(used)).toBe(401);
	});

	it('is possible when the homeserver has ended the session already', async () => {
		await signInAgain();
		const { servers, alice, browser } = world;
		await servers.alice.deleteDevices(alice.userId);
		const popup = await browser.popup();
		await popup.see(/signed this device out/, { timeoutMs: 30_000 });
		await popup.close();
		const settings = await askToSignOut();
		await settings.click(confirm);
		await untilNothingIsLeft(settings);
	});
});
