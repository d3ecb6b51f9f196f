import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserName } from './driver/browser-name.ts';
import { type Surface, until, untilTrue } from './driver/index.ts';
import { killAtNext } from './kill-each.ts';
import { SdkClient } from './sdk-client.ts';
import { givePassword } from './steps.ts';
import { openWorld, type World } from './world.ts';

const patience = { timeoutMs: 30_000 };
const field = { role: 'textbox', name: 'Recovery key' } as const;
const atTheEnd = /Pin Messa/;

let world: World;
let other: SdkClient;
let recoveryKey: string;

beforeAll(async () => {
	world = await openWorld(browserName);
	other = await SdkClient.signIn(world);
	recoveryKey = await other.createIdentity();
	world.browser.network.record();
	await world.browser.waitForTab('welcome.html');
});

afterAll(async () => {
	await other?.stop();
	await world?.stop();
});

describe('a background killed while it takes over the identity with the recovery key', () => {
	it('leaves at each step a device that asks for it again, and is whole in the end', async () => {
		const tried = new Set<string>();
		const identity = await other.masterKey();
		for (;;) {
			const welcome = await signInAnew();
			const step = await killAtNext(world, tried, {
				begin: async () => giveKey(welcome),
				isOver: async () => (await welcome.count(atTheEnd)) > 0,
			});
			await welcome.close();
			if (step === undefined) break;
			try {
				await goOn();
				await isWhole();
				expect(await other.masterKey()).toBe(identity);
			} catch (error) {
				throw new Error(`after ${step}`, { cause: error });
			}
			await signOut();
		}
		expect(tried.size).toBeGreaterThanOrEqual(14);
	}, 540_000);
});

async function signInAnew(): Promise<Surface> {
	const welcome = await world.browser.openTab('welcome.html');
	await givePassword(welcome, world.alice);
	await welcome.see({ role: 'heading', name: 'Confirm it is you' }, patience);
	return welcome;
}

async function giveKey(welcome: Surface): Promise<void> {
	await welcome.fill(field, recoveryKey);
	await welcome.press('Enter');
}

/** Comes back once the next background has looked at the account, and gives the key as long as it is asked for. */
async function goOn(): Promise<void> {
	const { sent } = world.browser.network;
	const before = sent.length;
	const welcome = await world.browser.openTab('welcome.html#recover');
	await welcome.see({ role: 'heading', nth: 0 });
	// A page that only waits does not wake it. The name and picture are what it asks for last.
	await world.browser.inBackground(() => undefined);
	const isLookedAt = async (): Promise<boolean> =>
		sent.slice(before).some(({ url }) => /\/profile\//.test(url));
	await untilTrue('the account to be looked at', isLookedAt, 30_000);
	await until(
		'the end',
		async () => {
			if ((await welcome.count(atTheEnd)) > 0) return true;
			if ((await welcome.count(field)) > 0 && (await welcome.count({ role: 'status' })) === 0) {
				await giveKey(welcome);
			}
			return undefined;
		},
		60_000,
	);
	await welcome.close();
}

/** The identity vouches for the device, which has its keys and the backup's, and nothing else is said. */
async function isWhole(): Promise<void> {
	const settings = await world.browser.openTab('options.html');
	await settings.see(/^Confirmed on this device/);
	await settings.see(/^On\. Your homeserver keeps/);
	await settings.close();
	await untilTrue('two confirmed devices', async () => (await other.confirmedDevices()) === 2);
}

async function signOut(): Promise<void> {
	const settings = await world.browser.openTab('options.html');
	await settings.click({ role: 'button', name: 'Sign out' });
	await settings.click({ role: 'button', name: 'Sign out and delete keys' });
	await settings.see(/Sign in to your Matrix account to begin/, patience);
	await settings.close();
}
