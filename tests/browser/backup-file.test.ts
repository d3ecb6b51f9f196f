import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Peer } from '../homeserver/peer.ts';
import { temporaryDirectory } from '../homeserver/temporary-directory.ts';
import { filesWith } from './canary.ts';
import { browserName } from './driver/browser-name.ts';
import { axe, type Surface, until, violationsInWords } from './driver/index.ts';
import { badFiles, openKeyFile } from './key-file.ts';
import { chatWithBob, givePassword, say, signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

const passphrase = 'seven geese in a boat';
const exporting = { role: 'dialog', name: 'Save keys to a file' } as const;
const importing = { role: 'dialog', name: 'Read keys from a file' } as const;
const unreadable = /^Sent before you signed in on this device/;
const said = {
	notKeyFile: /^This file holds no keys/,
	damaged: /^This key file is damaged or not whole/,
	wrongPassphrase: /^The passphrase does not open this file/,
	noKeys: /^There are no keys to save or to read here/,
	tooLarge: /^This file is too large to be a key file/,
};

let world: World;
let directory: string;
let settings: Surface;
let saved: string;

beforeAll(async () => {
	[world, directory] = await Promise.all([openWorld(browserName), temporaryDirectory()]);
	await signIn(world);
	const { popup, roomId } = await chatWithBob(world);
	await say(popup, 'Hello Bob');
	await world.bob.waitForMessage({ roomId, body: 'Hello Bob' });
	await popup.close();
	settings = await world.browser.openTab('options.html');
});

afterAll(async () => {
	await world?.stop();
});

describe('saving keys to a file', () => {
	it('wants a passphrase that is long enough, twice', async () => {
		await settings.click({ role: 'button', name: 'Save keys to a file' });
		await settings.see(exporting);
		expect(await settings.focused()).toBe('Passphrase');
		await give('seven', 'seven');
		await settings.see({ text: 'Make it longer: at least 8 characters.', within: exporting });
		await give(passphrase, 'eight geese in a boat');
		await settings.see({ text: 'The two passphrases are not the same.', within: exporting });
		expect(violationsInWords(await axe(settings))).toEqual([]);
		expect(await readdir(world.browser.downloadsDir)).toEqual([]);
	});

	it('saves what other clients read', async () => {
		await give(passphrase, passphrase);
		await settings.see({ text: 'Saved as “Messa keys.txt”', within: exporting }, { timeoutMs: 30_000 });
		await settings.press('Escape');
		await settings.dontSee(exporting);
		saved = await until('the keys in a file', async () => {
			const name = (await readdir(world.browser.downloadsDir)).find((one) => one.endsWith('.txt'));
			return name && ((await readFile(join(world.browser.downloadsDir, name), 'utf8')) || undefined);
		});
		const keys = await openKeyFile(saved, passphrase);
		expect(keys.length).toBeGreaterThanOrEqual(2);
		for (const { session_key } of keys) {
			// Past the version and the counter, which are alike in all keys.
			const secret = session_key.slice(12, 60);
			expect(await filesWith(world.browser.profileDir, secret)).toEqual([]);
			expect(await filesWith(world.browser.downloadsDir, secret)).toEqual([]);
		}
	});

	it('lets matrix-nio read on another device what was said before', async () => {
		const { servers, bobAccount } = world;
		await using other = await Peer.start({ ...bobAccount, homeserver: servers.bob });
		await other.waitForMessage({ type: 'm.room.encrypted', isDecrypted: false });
		const path = join(directory, 'from-messa.txt');
		await writeFile(path, saved);
		await other.importKeys(path, passphrase);
		await other.waitForMessage({ body: 'Hello Bob', isDecrypted: true });
		await other.waitForMessage({ body: 'Hello Alice', isDecrypted: true });
	});
});

describe('reading keys from a file', () => {
	const path = (): string => join(directory, 'from-nio.txt');
	let popup: Surface;

	beforeAll(async () => {
		await world.bob.exportKeys(path(), passphrase);
		await settings.click({ role: 'button', name: 'Sign out' });
		await settings.click({ role: 'button', name: 'Sign out and delete keys' });
		await settings.see(/Sign in to your Matrix account to begin/, { timeoutMs: 30_000 });
		await settings.close();
		const welcome = await world.browser.openTab('welcome.html');
		await givePassword(welcome, world.alice);
		await welcome.click({ role: 'button', name: 'Not now' }, { timeoutMs: 30_000 });
		await welcome.see(/Pin Messa/);
		await welcome.close();
		popup = await world.browser.page('sidepanel.html');
		await popup.click({ role: 'button', name: /^Bob/ }, { timeoutMs: 30_000 });
		await popup.see({ text: unreadable, nth: 1 });
		settings = await world.browser.openTab('options.html');
		await settings.click({ role: 'button', name: 'Read keys from a file' });
		await settings.see(importing);
	});

	it('asks for what is missing', async () => {
		await submit();
		await settings.see({ text: 'Choose the file.', within: importing });
		await settings.see({ text: 'Give the passphrase that the file was saved with.', within: importing });
		expect(violationsInWords(await axe(settings))).toEqual([]);
	});

	it('says what is wrong with bad files and passphrases, and loses nothing over them', async () => {
		const good = await readFile(path(), 'utf8');
		let tried = 0;
		for (const wrong of ['seven geese in a boat ', 'Seven geese in a boat', 'x']) {
			await read(path(), wrong);
			await settings.see({ text: said.wrongPassphrase, within: importing }, { timeoutMs: 30_000 });
			tried += 1;
		}
		for (const [what, text, as] of await badFiles(good, passphrase)) {
			const bad = join(directory, `${tried}.txt`);
			await writeFile(bad, text);
			await read(bad, passphrase);
			await settings.see({ text: said[as], within: importing }, { timeoutMs: 30_000 }).catch((error) => {
				throw new Error(`${what}: ${error}`);
			});
			tried += 1;
		}
		await settings.evaluate(chooseHugeFile);
		await submit();
		await settings.see({ text: said.tooLarge, within: importing });
		tried += 1;
		expect(tried).toBe(25);
		expect(await popup.count({ text: unreadable })).toBeGreaterThan(1);
		expect(await filesLeft()).toBe(0);
	});

	it('makes messages readable on screen that waited, from what matrix-nio has saved', async () => {
		await read(path(), passphrase);
		await settings.see({ text: /keys? (was|were) new on this device/, within: importing });
		await popup.see('Hello Alice');
		await popup.see('Hello Bob');
		await popup.dontSee({ text: unreadable });
		expect(await filesLeft()).toBe(0);
	});

	it('says so when all keys are here already', async () => {
		await read(path(), passphrase);
		await settings.see({ text: 'All keys of this file were here already.', within: importing });
	});

	it('says so when the background dies over it, and does it again', async () => {
		await settings.fill({ role: 'textbox', name: "The file's passphrase" }, passphrase);
		await settings.give({ role: 'button', name: 'Key file' }, [path()]);
		await submit();
		await world.browser.killBackground();
		await settings.see(
			{ text: /^(Messa was interrupted before it could finish|All keys of this file)/, within: importing },
			{ timeoutMs: 30_000 },
		);
		await read(path(), passphrase);
		await settings.see({ text: 'All keys of this file were here already.', within: importing });
	});
});

/** Gives a new passphrase and its repetition, and asks for the file. */
async function give(first: string, second: string): Promise<void> {
	await settings.fill({ role: 'textbox', name: 'Passphrase', within: exporting }, first);
	await settings.fill({ role: 'textbox', name: 'Passphrase once more', within: exporting }, second);
	await settings.press('Enter');
}

async function submit(): Promise<void> {
	await settings.click({ role: 'button', name: 'Read keys from a file', within: importing });
}

/** Reads a file with a passphrase; what was said of the one before is gone. */
async function read(path: string, filePassphrase: string): Promise<void> {
	await settings.fill({ role: 'textbox', name: "The file's passphrase" }, filePassphrase);
	await settings.give({ role: 'button', name: 'Key file' }, [path]);
	await submit();
}

/** How many key files wait between windows and background. */
async function filesLeft(): Promise<number> {
	return settings.evaluate(async () => {
		const done = <T>(request: IDBRequest<T>): Promise<T> =>
			new Promise((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error);
			});
		const name = (await indexedDB.databases()).find((one) => one.name?.startsWith('messa/@'))?.name ?? '';
		const db = await done(indexedDB.open(name));
		const count = await done(db.transaction('keyFiles').objectStore('keyFiles').count());
		db.close();
		return count;
	});
}

/** Runs in the page: chooses a file of 257 MiB, most of which is never read. */
function chooseHugeFile(): void {
	const part = new Uint8Array(1024 * 1024);
	const transfer = new DataTransfer();
	transfer.items.add(new File(Array<BlobPart>(257).fill(part), 'keys.txt'));
	const field = document.querySelector<HTMLInputElement>('input[type=file]');
	if (!field) throw new Error('There is no file field');
	field.files = transfer.files;
	field.dispatchEvent(new Event('change', { bubbles: true }));
}
