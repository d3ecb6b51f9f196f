import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeRecoveryKey } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../homeserver/temporary-directory.ts';
import { type BackupVersion, onServer } from './backup-server.ts';
import { browserName } from './driver/browser-name.ts';
import { axe, type Surface, violationsInWords } from './driver/index.ts';
import { makeKeyFile } from './key-file.ts';
import { makeKeys } from './made-keys.ts';
import { chatWithBob, givePassword, signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

const madeCount = 1200;
/** Of a room that Alice is not in. */
const elsewhereCount = 3;
const patience = { timeoutMs: 60_000 };
const restore = { role: 'button', name: 'Bring all keys here' } as const;

let world: World;
let recoveryKey: string;
let roomId: string;
let settings: Surface;
/** Keys in the backup before the device is signed out. */
let backedUp: number;

beforeAll(async () => {
	world = await openWorld(browserName);
	recoveryKey = await signIn(world);
	const chat = await chatWithBob(world);
	roomId = chat.roomId;
	await chat.popup.close();
	settings = await world.browser.openTab('options.html');
});

afterAll(async () => {
	await world?.stop();
});

async function version(): Promise<BackupVersion> {
	return onServer(world, (ask) => ask<BackupVersion>('GET', '/room_keys/version'));
}

/** Loses what would bring keys to the backup. */
function holdBackStoring(): void {
	world.browser.network.setMeddler(async ({ method, url }, pass) =>
		method === 'PUT' && url.includes('/room_keys/keys') ? undefined : await pass(),
	);
}

describe('the key backup in the settings', () => {
	it('takes in the keys of a large file, and says how many are not stored yet', async () => {
		const path = join(await temporaryDirectory(), 'keys.txt');
		const keys = [
			...(await makeKeys(roomId, madeCount)),
			...(await makeKeys('!elsewhere:localhost', elsewhereCount)),
		];
		await writeFile(path, await makeKeyFile(keys, 'two cold springs'));
		holdBackStoring();
		await settings.click({ role: 'button', name: 'Read keys from a file' });
		await settings.fill({ role: 'textbox', name: "The file's passphrase" }, 'two cold springs');
		await settings.give({ role: 'button', name: 'Key file' }, [path]);
		await settings.press('Enter');
		await settings.see(`${keys.length} keys were new on this device.`, patience);
		await settings.press('Escape');
		await settings.close();
		settings = await world.browser.openTab('options.html');
		await settings.see(/^On\. Your homeserver keeps \d+ of the 12\d\d keys on this device/);
		expect(violationsInWords(await axe(settings))).toEqual([]);
	});

	it('stores the rest on request', async () => {
		world.browser.network.setMeddler(undefined);
		await settings.click({ role: 'button', name: 'Store the rest now' });
		await settings.see(/keeps every key of this device/, patience);
		expect((await version()).count).toBeGreaterThan(madeCount);
	});

	it('can be turned off, and says before what that means', async () => {
		await settings.click({ role: 'button', name: 'Turn off' });
		const question = { role: 'dialog', name: 'Turn key backup off' };
		await settings.see({
			text: /A device that you sign in later reads no earlier messages/,
			within: question,
		});
		await settings.click({ role: 'button', name: 'Cancel', within: question });
		await settings.see(/keeps every key of this device/);
		await settings.click({ role: 'button', name: 'Turn off' });
		await settings.click({ role: 'button', name: 'Delete the key backup', within: question });
		await settings.see(/^Off\. The keys of your messages are on your devices alone/);
		await expect(version()).rejects.toMatchObject({ status: 404 });
	});

	it('puts nothing into one that a stranger has made, and lets it be deleted', async () => {
		const stranger = {
			algorithm: 'm.megolm_backup.v1.curve25519-aes-sha2',
			auth_data: {
				public_key: randomBytes(32).toString('base64').replace('=', ''),
				signatures: { [world.alice.userId]: { 'ed25519:STRANGER': randomBytes(64).toString('base64') } },
			},
		};
		await onServer(world, (ask) => ask('POST', '/room_keys/version', stranger));
		await settings.close();
		settings = await world.browser.openTab('options.html');
		await settings.see(/^Not used: your account has a key backup that this device cannot open/);
		await settings.click({ role: 'button', name: 'Sign out' });
		await settings.see(/^Your recovery key does not protect this device yet/);
		await settings.click({ role: 'button', name: 'Cancel' });
		expect((await version()).count).toBe(0);
		await settings.click({ role: 'button', name: 'Turn off' });
		await settings.click({ role: 'button', name: 'Delete the key backup' });
		await settings.see(/^Off\. The keys of your messages are on your devices alone/);
	});

	it('is turned on again with the recovery key, and no other', async () => {
		await settings.click({ role: 'button', name: 'Turn on' });
		const question = { role: 'dialog', name: 'Turn key backup on' } as const;
		const give = async (key: string): Promise<void> => {
			await settings.fill({ role: 'textbox', name: 'Recovery key', within: question }, key);
			await settings.press('Enter');
		};
		await settings.see(question);
		await settings.press('Enter');
		await settings.see({ text: 'Give your recovery key.', within: question });
		await give(encodeRecoveryKey(new Uint8Array(32).fill(7)) ?? '');
		await settings.see({ role: 'alert', within: question });
		await expect(version()).rejects.toMatchObject({ status: 404 });
		// What the background stores by itself, at a moment of its own choice, would take the button away.
		holdBackStoring();
		await give(recoveryKey);
		await settings.dontSee(question);
		await settings.see(/^On\. Your homeserver keeps/);
		world.browser.network.setMeddler(undefined);
		await settings.click({ role: 'button', name: 'Store the rest now' });
		await settings.see(/keeps every key of this device/, patience);
		backedUp = (await version()).count;
		expect(backedUp).toBeGreaterThan(madeCount);
	});
});

describe('bringing all keys from the backup to a new device', () => {
	beforeAll(async () => {
		await settings.click({ role: 'button', name: 'Sign out' });
		await settings.see(/by signing in and giving your recovery key/);
		await settings.click({ role: 'button', name: 'Sign out and delete keys' });
		await settings.see(/Sign in to your Matrix account to begin/, { timeoutMs: 30_000 });
		await settings.close();
		const welcome = await world.browser.openTab('welcome.html');
		await givePassword(welcome, world.alice);
		await welcome.see({ role: 'heading', name: 'Confirm it is you' }, { timeoutMs: 30_000 });
		await welcome.fill({ role: 'textbox', name: 'Recovery key' }, recoveryKey);
		await welcome.press('Enter');
		await welcome.see(/Pin Messa/, { timeoutMs: 30_000 });
		await welcome.close();
		const popup = await world.browser.popup();
		await popup.see({ role: 'button', name: /^Bob/ }, { timeoutMs: 30_000 });
		await popup.close();
		settings = await world.browser.openTab('options.html');
	});

	/** Holds back what the homeserver answers about a room's keys, until it is let go. */
	function holdKeys(): () => void {
		const { promise, resolve } = Promise.withResolvers<void>();
		world.browser.network.setMeddler(async ({ method, url }, pass) => {
			if (method === 'GET' && url.includes('/room_keys/keys/')) await promise;
			return pass();
		});
		return resolve;
	}

	it('happens only on request, and stops when asked to', async () => {
		const letGo = holdKeys();
		await settings.click(restore);
		await settings.see(`Bringing keys: 0 of ${backedUp}`);
		await settings.click({ role: 'button', name: 'Stop' });
		letGo();
		await settings.see({ text: new RegExp(`^Stopped\\. 200 of ${backedUp} keys`) });
	});

	it('says that it was interrupted, and why', async () => {
		world.browser.network.setMeddler(async ({ method, url }, pass) =>
			method === 'GET' && url.includes('/room_keys/keys/') ? undefined : await pass(),
		);
		await settings.click({ role: 'button', name: 'Go on' });
		await settings.see(/^Interrupted after \d+ of \d+ keys\./);
	});

	it('goes on by itself when the background was killed, to the last key', async () => {
		const letGo = holdKeys();
		await settings.click({ role: 'button', name: 'Go on' });
		await settings.see(`Bringing keys: 0 of ${backedUp}`);
		await world.browser.killBackground();
		letGo();
		await world.browser.inBackground(() => undefined);
		const here = backedUp - elsewhereCount;
		await settings.see(`${here} of the ${backedUp} keys in your backup were brought here.`, patience);
		world.browser.network.setMeddler(undefined);
		await settings.close();
		settings = await world.browser.openTab('options.html');
		// What the dehydrated device was sent was here before, and perhaps is not stored yet.
		await settings.see(new RegExp(`of the ${here} keys on this device|Keys: ${here}\\.`));
	});
});
