import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Peer } from '../homeserver/peer.ts';
import { type BackupVersion, onServer } from './backup-server.ts';
import { browserName } from './driver/browser-name.ts';
import { axe, type Surface, violationsInWords } from './driver/index.ts';
import { chatWithBob, givePassword, saveRecoveryKey } from './steps.ts';
import { openWorld, type World } from './world.ts';

const question = { role: 'dialog', name: 'Sign out of this device' } as const;
const store = { role: 'button', name: 'Store the keys now', within: question } as const;
const safe = { text: /by signing in and giving your recovery key/, within: question };

let world: World;
let welcome: Surface;
let settings: Surface;

beforeAll(async () => {
	world = await openWorld(browserName);
	welcome = await world.browser.waitForTab('welcome.html');
	await givePassword(welcome, world.alice);
	await welcome.see({ role: 'status', name: 'Recovery key' }, { timeoutMs: 30_000 });
	settings = await world.browser.openTab('options.html');
});

afterAll(async () => {
	await world?.stop();
});

async function askToSignOut(): Promise<void> {
	await settings.click({ role: 'button', name: 'Sign out' });
	await settings.see(question);
}

async function cancel(): Promise<void> {
	await settings.click({ role: 'button', name: 'Cancel', within: question });
	await settings.dontSee(question);
}

describe('the question before signing out', () => {
	it('knows that the recovery key was not saved, and shows it once more', async () => {
		await askToSignOut();
		await settings.see({ text: /^Your recovery key is not saved/, within: question });
		await settings.see({ text: /^This is the only device of your account/, within: question });
		expect(violationsInWords(await axe(settings))).toEqual([]);
		await settings.see({ role: 'link', name: 'Save recovery key', within: question });
		await saveRecoveryKey(welcome);
		await welcome.see(/Pin Messa/);
		await settings.dontSee({ text: /^Your recovery key is not saved/, within: question });
		await settings.see(safe);
		await cancel();
	});

	it('knows that keys are missing from the key backup, offers a file, and stores them', async () => {
		world.browser.network.setMeddler(async ({ method, url }, pass) =>
			method === 'PUT' && url.includes('/room_keys/keys') ? undefined : await pass(),
		);
		await (await chatWithBob(world)).popup.close();
		await askToSignOut();
		await settings.see({ text: /keys? (is|are) not in your key backup yet/, within: question });
		await settings.click({ role: 'button', name: 'Save keys to a file', within: question });
		await settings.see({ role: 'dialog', name: 'Save keys to a file' });
		await settings.press('Escape');
		await settings.dontSee({ role: 'dialog', name: 'Save keys to a file' });
		await settings.see(question);
		world.browser.network.setMeddler(undefined);
		await settings.click(store);
		await settings.see(safe);
		await settings.dontSee(store);
		const { count } = await onServer(world, (ask) => ask<BackupVersion>('GET', '/room_keys/version'));
		expect(count).toBeGreaterThan(0);
		await cancel();
	});

	it('knows of other devices that have keys', async () => {
		const { servers, alice } = world;
		await using other = await Peer.start({ ...alice, homeserver: servers.alice });
		await world.bob.waitForDevice(alice.userId, other.deviceId);
		await askToSignOut();
		await settings.see({ text: /^Your 1 other device stays signed in/, within: question });
		await cancel();
	});

	it('knows that there is no key backup', async () => {
		await onServer(world, async (ask) => {
			const { version } = await ask<BackupVersion>('GET', '/room_keys/version');
			await ask('DELETE', `/room_keys/version/${version}`);
		});
		await askToSignOut();
		await settings.see({ text: /^Key backup is off/, within: question });
		await settings.see({ role: 'button', name: 'Save keys to a file', within: question });
		expect(await settings.count(store)).toBe(0);
	});
});
