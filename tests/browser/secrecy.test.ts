import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeRecoveryKey } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../homeserver/temporary-directory.ts';
import { canary, filesWith, holds } from './canary.ts';
import { saidOnConsole, witnessedExtension } from './console-witness.ts';
import { browserName } from './driver/browser-name.ts';
import { type Site, type Surface, serveSite, until, untilTrue } from './driver/index.ts';
import { OtherDevice } from './other-device.ts';
import { writePng } from './png.ts';
import { chatWithBob, givePassword, saveRecoveryKey, say, untilDraftIsKept } from './steps.ts';
import { openWorld, type World } from './world.ts';

const chrome = undefined as unknown as {
	storage: { local: { set(values: object): Promise<void>; remove(key: string): Promise<void> } };
};

/** What only Alice and Bob may read. */
const selection = canary();
const secret = {
	message: canary(),
	answer: canary(),
	comment: canary(),
	title: canary(),
	address: canary(),
	selection,
	/** As the address leads back to it. */
	place: selection.toLowerCase(),
	description: canary(),
	draft: canary(),
	passphrase: canary(),
	notTheKey: canary(),
};
/** What a homeserver may read: said in a room without encryption, the name of a room, a file not encrypted. */
const open = { message: canary(), roomName: canary(), file: canary() };

let world: World;
let site: Site;
let other: OtherDevice;
let welcome: Surface;
let recoveryKey: string;
/** A part of the shared page's picture, as Bob has opened it; the rest is the same in many pictures. */
let picture: Buffer;

beforeAll(async () => {
	const extensionDir = await witnessedExtension(browserName);
	const noise = writePng(64, 64, () => [...randomBytes(3)] as [number, number, number]);
	[world, site] = await Promise.all([openWorld(browserName, { extensionDir }), serveSite(noise)]);
	world.browser.network.record();
	other = await OtherDevice.signIn(world);
});

afterAll(async () => {
	await world?.stop();
	await site?.close();
});

/** The access token that the browser used last. */
function token(): string {
	const { authorization } =
		world.browser.network.sent.findLast(({ headers }) => headers.authorization)?.headers ?? {};
	return authorization?.replace('Bearer ', '') ?? expect.fail('Nothing was sent with a token');
}

/** Each file of the profile that holds it; what the browser itself notes of the web pages that were open is not ours. */
async function onDisk(what: string | Uint8Array): Promise<string[]> {
	return filesWith(world.browser.profileDir, what);
}

/** The recovery key as people keep it, as it is typed, and as the bytes that it stands for. */
function formsOf(recoveryKey: string): (string | Uint8Array)[] {
	return [recoveryKey, recoveryKey.replaceAll(' ', ''), decodeRecoveryKey(recoveryKey)];
}

describe('while the recovery key is not confirmed yet', () => {
	it('the disk holds neither the key nor the password nor the token in clear', async () => {
		welcome = await world.browser.waitForTab('welcome.html');
		await givePassword(welcome, world.alice);
		const key = await welcome.text({ role: 'status', name: 'Recovery key' }, { timeoutMs: 30_000 });
		await untilOnDisk(world.alice.userId);
		for (const form of [...formsOf(key.trim()), world.alice.password, token()]) {
			expect(await onDisk(form)).toEqual([]);
		}
		recoveryKey = await saveRecoveryKey(welcome);
		for (const form of formsOf(recoveryKey)) expect(await onDisk(form)).toEqual([]);
		await welcome.see(/Pin Messa/);
	});
});

describe('after a day of use', () => {
	beforeAll(async () => {
		const { popup, roomId } = await chatWithBob(world);
		await say(popup, secret.message);
		await world.bob.waitForMessage({ body: secret.message, wasEncrypted: true });
		await world.bob.sendText(roomId, secret.answer);
		await popup.see(secret.answer);
		await popup.fill({ role: 'textbox', name: 'Message Bob' }, secret.draft);
		await untilDraftIsKept(popup);
		await popup.close();
		await share();
		const square = await other.makeRoom({ name: open.roomName, isEncrypted: false });
		await sayInClear();
		await world.bob.waitForMessage({ roomId: square, body: open.message, wasEncrypted: false });
		await other.upload(open.file);
		await meetTrouble();
	});

	/** What fails is what gets logged: a key that is none, a key file for a passphrase, a homeserver that is away. */
	async function meetTrouble(): Promise<void> {
		const settings = await world.browser.openTab('options.html');
		await settings.click({ role: 'button', name: 'Test my recovery key' });
		await settings.fill({ role: 'textbox', name: 'Recovery key' }, secret.notTheKey);
		await settings.press('Enter');
		await settings.see({ role: 'alert' });
		await settings.fill({ role: 'textbox', name: 'Recovery key' }, recoveryKey);
		await settings.press('Enter');
		await settings.see(/^That is the recovery key/);
		await settings.press('Escape');
		await settings.click({ role: 'button', name: 'Save keys to a file' });
		for (const name of ['Passphrase', 'Passphrase once more']) {
			await settings.fill({ role: 'textbox', name }, secret.passphrase);
		}
		await settings.press('Enter');
		await settings.see(/^Saved as/, { timeoutMs: 30_000 });
		await settings.press('Escape');
		world.browser.network.setOffline(true);
		await settings.click({ role: 'button', name: 'Test my recovery key' });
		await settings.fill({ role: 'textbox', name: 'Recovery key' }, recoveryKey);
		await settings.press('Enter');
		await settings.see({ role: 'alert' });
		await settings.close();
		const popup = await world.browser.popup();
		await popup.see(/^Offline\./, { timeoutMs: 60_000 });
		world.browser.network.setOffline(false);
		await popup.dontSee(/^Offline\./, { timeoutMs: 60_000 });
		await popup.close();
	}

	/** Shares a page whose title, address and selection are secret, with a secret comment. */
	async function share(): Promise<void> {
		const address = `${site.pageUrl(secret.title, secret.selection, secret.description)}&path=${secret.address}`;
		const tab = await world.browser.openTab(address);
		await tab.evaluate(() => getSelection()?.selectAllChildren(document.querySelector('p') ?? document));
		const popup = await world.browser.popup();
		await popup.see(secret.draft);
		await popup.click({ role: 'button', name: /^Share page/ });
		await popup.fill({ role: 'textbox', name: 'Comment' }, secret.comment);
		await popup.see({ text: secret.description, within: { role: 'region', name: 'What will be sent' } });
		await popup.press('Enter');
		await popup.see('Shared to Bob');
		await popup.close();
		const message = await world.bob.waitForMessage({
			body: `${secret.comment}\n\n${secret.title}\n${address}#:~:text=${secret.place}\n\n> ${secret.selection}`,
			wasEncrypted: true,
		});
		expect(message.content['com.beeper.linkpreviews']).toMatchObject([
			{ 'og:title': secret.title, 'og:description': secret.description },
		]);
		picture = await pictureOf(message.eventId);
		await tab.close();
	}

	/** What is in the middle of the preview's picture. */
	async function pictureOf(eventId: string): Promise<Buffer> {
		const path = join(await temporaryDirectory(), 'preview.jpg');
		await world.bob.savePreview(eventId, path);
		const bytes = await readFile(path);
		return bytes.length > 2000 ? bytes.subarray(1200, 1440) : expect.fail('No noise');
	}

	async function sayInClear(): Promise<void> {
		const popup = await world.browser.popup();
		await popup.click({ role: 'button', name: 'Back' });
		await popup.click({ role: 'button', name: new RegExp(`^${open.roomName}`) });
		await popup.fill({ role: 'textbox', name: `Message ${open.roomName}` }, open.message);
		await popup.press('Enter');
		await popup.click({ role: 'button', name: 'Send unencrypted' });
		await popup.see(open.message);
		await popup.click({ role: 'button', name: 'Back' });
		await popup.see({ role: 'button', name: /^Bob/ });
		await popup.close();
	}

	it('neither homeserver holds a word of it in its database, media store or log', async () => {
		const { alice, bob } = world.servers;
		for (const server of [alice, bob]) {
			const database = (await filesWith(server.dataDir, open.message)).map((path) =>
				path.slice(server.dataDir.length + 1),
			);
			expect(database.join()).toMatch(/homeserver\.db/);
			for (const [what, word] of Object.entries({ ...secret, picture }))
				expect([what, await filesWith(server.dataDir, word)]).toEqual([what, []]);
		}
		expect((await filesWith(join(alice.dataDir, 'media_store'), open.file)).length).toBeGreaterThan(0);
	});

	it('no request held a word of it', () => {
		const sent = world.browser.network.sent
			// The page itself was fetched from its own site.
			.filter(({ url }) => !url.startsWith(site.url))
			.map(({ method, url, headers, body }) => ({
				request: `${method} ${url}`,
				bytes: Buffer.concat([Buffer.from(`${method} ${url}\n${JSON.stringify(headers)}\n`), body]),
			}));
		const holding = (word: string | Uint8Array): string[] =>
			sent.filter(({ bytes }) => holds(bytes, word)).map(({ request }) => request);
		expect(holding(open.message)).toHaveLength(1);
		expect(sent.filter(({ request }) => request.includes('/send/m.room.encrypted/')).length).toBeGreaterThan(
			1,
		);
		for (const [what, word] of Object.entries({ ...secret, picture })) {
			expect([what, holding(word)]).toEqual([what, []]);
		}
	});

	it('the password and the token went to the homeserver alone, where they belong', () => {
		const { alice } = world.servers;
		const { sent } = world.browser.network;
		for (const { method, url, headers, body } of sent) {
			const { authorization, ...others } = headers;
			const bytes = Buffer.concat([Buffer.from(url + JSON.stringify(others)), body]);
			expect([method, url, holds(bytes, token())]).toEqual([method, url, false]);
			if (authorization) expect(url.startsWith(alice.baseUrl)).toBe(true);
			if (holds(bytes, world.alice.password)) {
				expect(url).toMatch(/\/_matrix\/client\/v3\/(login|keys\/device_signing\/upload)$/);
			}
		}
	});

	it('nothing on the console of the background or of a window tells a word of it, a token, a password or a key', async () => {
		const inBackground = canary();
		const inWindow = canary();
		const nested = canary();
		await world.browser.inBackground((word) => console.error('said here', { deep: { word } }), inBackground);
		await welcome.evaluate(
			(word, inError) => {
				console.warn(word);
				void Promise.reject(new Error('nobody catches this', { cause: { inError } }));
			},
			inWindow,
			nested,
		);
		const holding = async (what: string | Uint8Array): Promise<string[]> =>
			(await saidOnConsole(welcome)).filter((text) => holds(Buffer.from(text), what));
		for (const said of [inBackground, inWindow, nested]) {
			await untilTrue('the witness to tell', async () => (await holding(said)).length === 1);
		}
		// Messa itself has said something of the trouble that it met.
		expect((await saidOnConsole(welcome)).join('\n')).toMatch(/background\S* warn: messa: /);
		const never = { ...secret, clear: open.message, password: world.alice.password, token: token() };
		for (const [what, word] of Object.entries(never)) expect([what, await holding(word)]).toEqual([what, []]);
		for (const form of formsOf(recoveryKey)) expect(await holding(form)).toEqual([]);
	});

	it('the disk holds no message, draft, token, password or key in clear', async () => {
		// What is not sealed is found, so the search would find the rest: a room's name, in the same database.
		await untilOnDisk(open.roomName);
		const stored = canary();
		await welcome.evaluate(async (value) => chrome.storage.local.set({ value }), stored);
		await untilOnDisk(stored);
		await welcome.evaluate(async () => chrome.storage.local.remove('value'));
		const { message, answer, comment, draft } = secret;
		for (const [what, word] of Object.entries({
			message,
			answer,
			comment,
			draft,
			clear: open.message,
			password: world.alice.password,
			token: token(),
		})) {
			expect([what, await onDisk(word)]).toEqual([what, []]);
		}
	});

	it('the extension’s own files do not even hold what the browser’s history does', async () => {
		for (const dir of await world.browser.storageDirs()) {
			const { title, address, selection: selected, place, description } = secret;
			for (const word of [title, address, selected, place, description, picture]) {
				const found = await filesWith(dir, word);
				expect(found.filter((path) => !/Sessions|sessionstore/.test(path))).toEqual([]);
			}
		}
	});
});

async function untilOnDisk(word: string): Promise<void> {
	await until(
		'the disk to hold what is not secret',
		async () => {
			for (const dir of await world.browser.storageDirs()) {
				if ((await filesWith(dir, word)).length > 0) return true;
			}
			return undefined;
		},
		20_000,
	);
}
