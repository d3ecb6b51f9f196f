import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { untilBackedUp } from './backed-up.ts';
import { browserName } from './driver/browser-name.ts';
import { type Surface, untilTrue } from './driver/index.ts';
import { chatWithBob, givePassword, say, signIn, untilDraftIsKept } from './steps.ts';
import { barePage, downgrade, raiseVersion, scramble, versionOf } from './stored.ts';
import { openWorld, type World } from './world.ts';

const rebuilt = /What this device kept was damaged/;
const composer = { role: 'textbox', name: 'Message Bob' } as const;

let world: World;
let popup: Surface;
let roomId: string;
let recoveryKey: string;

beforeAll(async () => {
	world = await openWorld(browserName);
	recoveryKey = await signIn(world);
	({ popup, roomId } = await chatWithBob(world));
	await say(popup, 'Hello Bob');
	await world.bob.waitForMessage({ body: 'Hello Bob' });
	world.browser.network.record();
});

afterAll(async () => {
	await world?.stop();
});

/** Leaves a draft, and a message that cannot leave yet. */
async function writeBefore(what: string): Promise<void> {
	world.browser.network.setOffline(true);
	await say(popup, `Unsent before ${what}`);
	await popup.fill(composer, `Draft before ${what}`);
	await untilDraftIsKept(popup);
	await popup.close();
}

/** The chats are back from the homeserver, readable with the keys of before, and what was written is here. */
async function isAllBackAfter(what: string): Promise<void> {
	const { browser, bob, alice } = world;
	browser.network.setOffline(false);
	popup = await browser.popup();
	await popup.see(rebuilt, { timeoutMs: 60_000 });
	await openBob();
	await popup.see('Hello Alice', { timeoutMs: 60_000 });
	await popup.see({ role: 'article', containing: 'Hello Bob' });
	expect(await popup.text(composer)).toBe(`Draft before ${what}`);
	const message = await bob.waitForMessage({ body: `Unsent before ${what}` }, 60_000);
	expect(message).toMatchObject({ sender: alice.userId, deliveries: 1, wasEncrypted: true });
	await bob.sendText(roomId, `Bob after ${what}`);
	await popup.see({ role: 'article', containing: `Bob after ${what}` });
	const logins = browser.network.sent.filter(({ url }) => /\/(login|keys\/device_signing\/upload)/.test(url));
	expect(logins).toEqual([]);
}

/** A chat that is not back yet is not opened again by itself, and stands in the list once it is. */
async function openBob(): Promise<void> {
	const line = { role: 'button', name: /^Bob/, within: { role: 'list', name: 'Chats' } } as const;
	await untilTrue('the chat with Bob', async () => {
		if ((await popup.count(line)) > 0) await popup.click(line);
		return (await popup.count(composer)) > 0;
	});
}

async function seeRebuiltOnce(): Promise<void> {
	await popup.see(rebuilt);
	await popup.click({ role: 'button', name: 'Close' });
	await popup.dontSee(rebuilt);
	await popup.close();
	popup = await world.browser.popup();
	await openBob();
	await popup.dontSee(rebuilt);
}

describe('what was kept comes anew, with the same keys', () => {
	it('when rows are not what was written', async () => {
		await writeBefore('scrambled rows');
		const page = await barePage(world.browser);
		expect(await scramble(page, ['events', 'relations'])).toBeGreaterThan(2);
		await page.close();
		popup = await world.browser.popup();
		await popup.see(rebuilt);
		await popup.close();
		await isAllBackAfter('scrambled rows');
		await seeRebuiltOnce();
	});

	it('when a newer version has written the database', async () => {
		await writeBefore('a newer version');
		await world.browser.restart();
		const page = await barePage(world.browser);
		// A background that is alive would find it unreadable meanwhile, and mend it before it is looked at; one that
		// is yet to start could not be ended.
		await world.browser.inBackground(() => undefined);
		await world.browser.killBackground();
		await raiseVersion(page);
		expect(await versionOf(page)).toBe(99);
		await world.browser.inBackground(() => undefined);
		await untilTrue('the database to be of our version', async () => (await versionOf(page)) === 2, 60_000);
		await page.close();
		await isAllBackAfter('a newer version');
		await seeRebuiltOnce();
	});

	it.runIf(browserName === 'firefox')(
		'when its file was overwritten: Firefox begins an empty one',
		async () => {
			await writeBefore('a lost file');
			await world.browser.restart(() => overwrite((bytes) => bytes.fill(0x5a)));
			await isAllBackAfter('a lost file');
			await seeRebuiltOnce();
		},
	);

	it.runIf(browserName === 'firefox')(
		'when pages of its file were overwritten: Firefox cannot read it',
		async () => {
			await writeBefore('a damaged file');
			// The first pages say what is in the file.
			await world.browser.restart(() => overwrite((bytes) => bytes.fill(0x5a, 8 * 4096)));
			await isAllBackAfter('a damaged file');
			await seeRebuiltOnce();
		},
	);
});

describe('a transaction that the browser takes back', () => {
	it('is made again', async () => {
		await world.browser.inBackground(() => {
			// What the driver runs shares a window's prototypes with it, but not its global names.
			const count = { aborted: 0 };
			Object.assign(IDBObjectStore.prototype, { aborts: count });
			const { put } = IDBObjectStore.prototype;
			IDBObjectStore.prototype.put = function (...row) {
				const request = put.apply(this, row);
				if (this.transaction.db.name.startsWith('messa/') && count.aborted < 6) {
					count.aborted += 1;
					this.transaction.abort();
				}
				return request;
			};
		});
		await world.bob.sendText(roomId, 'Through all that');
		await popup.see({ role: 'article', containing: 'Through all that' }, { timeoutMs: 60_000 });
		expect(await popup.texts({ role: 'article', containing: 'Through all that' })).toHaveLength(1);
		const aborted = await world.browser.inBackground(
			() => (IDBObjectStore.prototype as unknown as { aborts: { aborted: number } }).aborts.aborted,
		);
		expect(aborted).toBe(6);
		await say(popup, 'And back');
		await world.bob.waitForMessage({ body: 'And back' });
		expect(await popup.count(rebuilt)).toBe(0);
	});
});

describe('a database of the first released version', () => {
	it('is brought up to date, with everything in it', async () => {
		const { browser, bob } = world;
		await popup.fill(composer, 'Draft of version 1');
		await untilDraftIsKept(popup);
		await popup.close();
		browser.network.setOffline(true);
		await browser.killBackground();
		const page = await barePage(browser);
		expect(await downgrade(page)).toBe(1);
		await browser.restart();
		popup = await browser.popup();
		await popup.see('Hello Alice');
		await popup.see({ role: 'article', containing: 'And back' });
		expect(await popup.text(composer)).toBe('Draft of version 1');
		expect(await versionOf(popup)).toBe(2);
		browser.network.setOffline(false);
		await bob.sendText(roomId, 'Welcome to version 2');
		await popup.see({ role: 'article', containing: 'Welcome to version 2' }, { timeoutMs: 60_000 });
		expect(await popup.count(rebuilt)).toBe(0);
		const syncs = browser.network.sent.filter(({ url }) => url.includes('/sync?')).slice(-3);
		const goesOn = ({ searchParams }: URL): boolean => searchParams.has('since') || searchParams.has('pos');
		expect(syncs.length).toBe(3);
		expect(syncs.filter(({ url }) => !goesOn(new URL(url)))).toEqual([]);
	});
});

/** Waits until the key of every message in the chat is in the key backup. */
async function untilAllBackedUp(): Promise<void> {
	const { servers, alice } = world;
	const { token } = await servers.alice.login(alice.username, alice.password);
	const { chunk } = await servers.alice.request<{ chunk: { content: { session_id?: string } }[] }>(
		`/_matrix/client/v3/rooms/${encodeURIComponent(roomId)}/messages?dir=b&limit=100`,
		{ token },
	);
	const keys = new Set(chunk.flatMap(({ content }) => content.session_id ?? []));
	await untilBackedUp(world, keys.size);
}

describe('all that the browser kept is lost', () => {
	// Chromium keeps all databases of an extension in one place, and throws all away when that is damaged.
	it.runIf(browserName === 'chromium')('is said, and the recovery key brings the messages back', async () => {
		await untilAllBackedUp();
		await popup.close();
		await world.browser.restart(async () => {
			for (const dir of await world.browser.storageDirs()) {
				if (!dir.includes('IndexedDB')) continue;
				for (const name of await readdir(dir)) {
					if (/^(MANIFEST|.*\.(ldb|log)$)/.test(name))
						await writeFile(join(dir, name), Buffer.alloc(5000, 0x5a));
				}
			}
		});
		popup = await world.browser.popup();
		await popup.see(/Your browser has lost what Messa kept/);
		await popup.close();
		const welcome = await world.browser.openTab('welcome.html');
		await givePassword(welcome, world.alice);
		await welcome.fill({ role: 'textbox', name: 'Recovery key' }, recoveryKey, { timeoutMs: 30_000 });
		await welcome.click({ role: 'button', name: 'Confirm' });
		await welcome.see(/Pin Messa/, { timeoutMs: 30_000 });
		popup = await world.browser.popup();
		await popup.click({ role: 'button', name: /^Bob/ });
		await popup.see('Hello Alice', { timeoutMs: 60_000 });
	});
});

/** Changes the bytes of the file that holds the account's database, in Firefox, while it is closed. */
async function overwrite(change: (bytes: Buffer) => Buffer): Promise<void> {
	let files = 0;
	for (const dir of await world.browser.storageDirs()) {
		for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
			const path = join(entry.parentPath, entry.name);
			// Firefox names the file after the first and last letters of the database, by turns.
			if (!(await isAccountFile(path))) continue;
			await writeFile(path, change(await readFile(path)));
			files += 1;
		}
	}
	expect(files).toBe(1);
}

async function isAccountFile(path: string): Promise<boolean> {
	if (!path.endsWith('.sqlite')) return false;
	const bytes = await readFile(path);
	return bytes.includes('messa/@') && bytes.includes('accountData');
}
