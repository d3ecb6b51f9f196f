import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../homeserver/temporary-directory.ts';
import { untilBackedUp } from './backed-up.ts';
import { browserName } from './driver/browser-name.ts';
import { type Surface, until } from './driver/index.ts';
import { makeKeyFile } from './key-file.ts';
import { killAtNext } from './kill-each.ts';
import { makeKeys } from './made-keys.ts';
import { SdkClient } from './sdk-client.ts';
import { chatWithBob, saveRecoveryKey, signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

const patience = { timeoutMs: 30_000 };
const longMs = 400_000;
const interrupted = /^Messa was interrupted/;
const recoveryKeyField = { role: 'textbox', name: 'Recovery key' } as const;
const makeKey = { role: 'button', name: 'Make a new recovery key' } as const;
const saved = { role: 'checkbox', name: 'I have saved it' } as const;
const turningOff = { role: 'dialog', name: 'Turn key backup off' } as const;
const turningOn = { role: 'dialog', name: 'Turn key backup on' } as const;

let world: World;
let recoveryKey: string;
let roomId: string;

beforeAll(async () => {
	world = await openWorld(browserName);
	recoveryKey = await signIn(world);
	const chat = await chatWithBob(world);
	roomId = chat.roomId;
	await chat.popup.close();
	await untilBackedUp(world, 1);
});

afterAll(async () => {
	await world?.stop();
});

interface Flow {
	path: string;
	/** Up to the last key. */
	prepare: (page: Surface) => Promise<void>;
	press: (page: Surface) => Promise<void>;
	isOver: (page: Surface) => Promise<boolean>;
	/** Puts things in order before the next. */
	after: () => Promise<void>;
}

/** Kills at each step of a flow, one after the other. @returns how many there were. */
async function killAtEach({ path, prepare, press, isOver, after }: Flow): Promise<number> {
	const tried = new Set<string>();
	for (;;) {
		const page = await world.browser.openTab(path);
		await prepare(page);
		const step = await killAtNext(world, tried, { begin: () => press(page), isOver: () => isOver(page) });
		if (step !== undefined) await page.see(interrupted);
		await page.close();
		await after().catch((error: unknown) => {
			throw new Error(`after ${step}`, { cause: error });
		});
		if (step === undefined) break;
	}
	return tried.size;
}

async function isOff(settings: Surface): Promise<boolean> {
	return until('the state of the backup', async () => {
		if ((await settings.count(/^Off\. The keys/)) > 0) return true;
		return (await settings.count(/^(On|Not used)[.:]/)) > 0 ? false : undefined;
	});
}

async function typeKey(settings: Surface): Promise<void> {
	await settings.see({ role: 'list', name: 'Devices' });
	await settings.click({ role: 'button', name: 'Turn on' });
	await settings.fill({ ...recoveryKeyField, within: turningOn }, recoveryKey);
}

async function turnOn(): Promise<void> {
	const settings = await world.browser.openTab('options.html');
	if (await isOff(settings)) {
		await typeKey(settings);
		await settings.press('Enter');
		await settings.dontSee(turningOn, patience);
	}
	await settings.close();
}

async function turnOff(): Promise<void> {
	const settings = await world.browser.openTab('options.html');
	if (!(await isOff(settings))) {
		await settings.click({ role: 'button', name: 'Turn off' });
		await settings.click({ role: 'button', name: 'Delete the key backup', within: turningOff });
		await settings.see(/^Off\. The keys/, patience);
	}
	await settings.close();
}

/** Whether somebody with the recovery key, and nothing else, takes over all and reads what Bob said. */
async function isWhole(): Promise<boolean> {
	const other = await SdkClient.signIn(world);
	try {
		await other.recover(recoveryKey);
		return await other.isInOrder();
	} catch {
		return false;
	} finally {
		await other.stop();
	}
}

/** What is not whole is said, with the one thing that mends it. */
async function mendWhatIsSaid(): Promise<void> {
	await turnOn();
	if (await isWhole()) return;
	const settings = await world.browser.openTab('options.html');
	await settings.see(/^(Your recovery key does not bring|Your key backup was changed)/, patience);
	await settings.close();
	const welcome = await world.browser.openTab('welcome.html#recover');
	await welcome.fill(recoveryKeyField, recoveryKey);
	await welcome.press('Enter');
	await welcome.see(/Pin Messa/, patience);
	await welcome.close();
	expect(await isWhole()).toBe(true);
}

describe('a background killed at each step', () => {
	it(
		'of turning the backup on leaves one that the recovery key opens, or says what is missing',
		async () => {
			await turnOff();
			const steps = await killAtEach({
				path: 'options.html',
				prepare: typeKey,
				press: (settings) => settings.press('Enter'),
				isOver: async (settings) => (await settings.count(turningOn)) === 0,
				after: async () => {
					await mendWhatIsSaid();
					await turnOff();
				},
			});
			expect(steps).toBeGreaterThanOrEqual(9);
		},
		longMs,
	);

	it(
		'of turning the backup off says what is left of it',
		async () => {
			await turnOn();
			const steps = await killAtEach({
				path: 'options.html',
				prepare: async (settings) => {
					await settings.see({ role: 'list', name: 'Devices' });
					await settings.click({ role: 'button', name: 'Turn off' });
					await settings.see(turningOff);
				},
				press: (settings) =>
					settings.click({ role: 'button', name: 'Delete the key backup', within: turningOff }),
				isOver: async (settings) => (await settings.count(turningOff)) === 0,
				after: mendWhatIsSaid,
			});
			expect(steps).toBeGreaterThanOrEqual(3);
		},
		longMs,
	);

	it(
		'of changing the recovery key ends with the new one, and no other',
		async () => {
			const steps = await killAtEach({
				path: 'welcome.html#change',
				prepare: (welcome) => welcome.see(makeKey),
				press: (welcome) => welcome.click(makeKey),
				isOver: async (welcome) => (await welcome.count(saved)) > 0,
				after: async () => {
					const welcome = await world.browser.openTab('welcome.html#change');
					await until('the new key', async () => {
						if ((await welcome.count(saved)) > 0) return true;
						await welcome.click(makeKey, { timeoutMs: 1_000 });
						return undefined;
					});
					recoveryKey = await saveRecoveryKey(welcome);
					await welcome.see(/Pin Messa/);
					await welcome.close();
					expect(await isWhole()).toBe(true);
				},
			});
			expect(steps).toBeGreaterThanOrEqual(18);
		},
		longMs,
	);

	it(
		'of reading a key file has lost nothing, and reads the rest when asked again',
		async () => {
			const count = 12_000;
			const path = join(await temporaryDirectory(), 'keys.txt');
			await writeFile(path, await makeKeyFile(await makeKeys(roomId, count), 'two cold springs'));
			const settings = await world.browser.openTab('options.html');
			const dialog = { role: 'dialog', name: 'Read keys from a file' } as const;
			await settings.click({ role: 'button', name: 'Read keys from a file' });
			await settings.give({ role: 'button', name: 'Key file' }, [path]);
			await settings.fill({ role: 'textbox', name: "The file's passphrase" }, 'two cold springs');
			const moments = [/^Reading keys: \d+ of/, /^Reading keys: [1-9]\d* of/, /^Reading keys: [1-5]\d{3} of/];
			for (const moment of moments) {
				await settings.click({ role: 'button', name: 'Read keys from a file', within: dialog });
				await settings.see({ text: moment, within: dialog }, patience);
				await world.browser.killBackground();
				await settings.see({ text: interrupted, within: dialog });
			}
			await settings.click({ role: 'button', name: 'Read keys from a file', within: dialog });
			await settings.see({ text: /keys were new on this device/, within: dialog }, { timeoutMs: 60_000 });
			await settings.close();
			const again = await world.browser.openTab('options.html');
			// And those that were here before.
			await again.see(/of the 120\d\d keys on this device|Keys: 120\d\d\./);
			await again.close();
		},
		longMs,
	);

	it(
		'of saving a key file saves none, and saves one when asked again',
		async () => {
			const settings = await world.browser.openTab('options.html');
			const dialog = { role: 'dialog', name: 'Save keys to a file' } as const;
			await settings.click({ role: 'button', name: 'Save keys to a file' });
			for (const name of ['Passphrase', 'Passphrase once more']) {
				await settings.fill({ role: 'textbox', name, within: dialog }, 'two cold springs');
			}
			await settings.press('Enter');
			await settings.see({ text: 'Locking the file', within: dialog });
			await world.browser.killBackground();
			await settings.see({ text: interrupted, within: dialog });
			expect(await settings.count(/^Saved as/)).toBe(0);
			await settings.press('Enter');
			await settings.see({ text: /^Saved as/, within: dialog }, patience);
			await settings.close();
		},
		longMs,
	);
});
