import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PeerMessage } from '../homeserver/peer.ts';
import { drawPicture, makeSound, OwnFiles, recordVideo, withWords } from './attach-files.ts';
import { canary, filesWith, holds } from './canary.ts';
import { browserName } from './driver/browser-name.ts';
import { axe, type Surface, until, untilTrue, violationsInWords } from './driver/index.ts';
import { killIn } from './kill-in.ts';
import { OtherDevice } from './other-device.ts';
import { chatWithBob, signIn } from './steps.ts';
import { barePage, countRows } from './stored.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let files: OwnFiles;
let panel: Surface;
let bare: Surface;
let roomId: string;

const field = { role: 'textbox', name: 'Message Bob' };
const tray = { role: 'dialog', name: 'Send to Bob' };
const caption = { role: 'textbox', name: 'Add a caption' };
const send = { role: 'button', name: 'Send', within: { role: 'dialog' } };
const isUpload = ({ method, url }: { method: string; url: string }): boolean =>
	method === 'POST' && url.includes('/media/v3/upload');

interface Contexts {
	runtime: { getContexts(filter: { contextTypes: string[] }): Promise<unknown[]> };
}
const chrome = undefined as unknown as Contexts;

/** A background that was killed is woken by an alarm that rings every 30 s, if nothing else does. */
const untilAlarm = 60_000;

beforeAll(async () => {
	[world, files] = await Promise.all([openWorld(browserName), OwnFiles.make()]);
	await signIn(world);
	const { popup, roomId: id } = await chatWithBob(world);
	roomId = id;
	await popup.close();
	bare = await barePage(world.browser);
	panel = await world.browser.openTab(`sidepanel.html?room=${encodeURIComponent(roomId)}`);
	await panel.see(field);
});

afterAll(async () => {
	await world?.stop();
	await files?.[Symbol.asyncDispose]();
});

function image(filename: string) {
	return { role: 'article', containing: filename };
}

/** The message with that file, which Bob has got once, and the file as he opens it. */
async function bobGets(
	filename: string,
	wasEncrypted = true,
): Promise<{ message: PeerMessage; bytes: Buffer }> {
	const message = await world.bob.waitForMessage(({ content }) => content.filename === filename, untilAlarm);
	expect(message).toMatchObject({ sender: world.alice.userId, wasEncrypted, deliveries: 1 });
	const path = join(files.dir, `got-${message.eventId.replace(/\W/g, '')}`);
	await world.bob.saveFile(message.eventId, path);
	return { message, bytes: await readFile(path) };
}

async function untilNothingWaits(): Promise<void> {
	const isEmpty = async (): Promise<boolean> => {
		const stores = ['outbox', 'uploads', 'uploadBytes'];
		const counts = await Promise.all(stores.map((store) => countRows(bare, store)));
		return counts.every((count) => count === 0);
	};
	await untilTrue('the outbox to hold no files', isEmpty, untilAlarm);
}

describe('the attach button', () => {
	const words = canary();

	it('sends a photo, without where and when, and what is seen of it before it is fetched', async () => {
		const picture = await drawPicture(bare, 'image/jpeg', 1200, 900);
		const path = await files.write('Bee on a thistle.jpg', withWords(picture, words, 6));
		await panel.give(field, [path], 'choose', 'image/jpeg');
		await panel.see({ role: 'img', name: 'Preview of Bee on a thistle.jpg', within: tray });
		expect(violationsInWords(await axe(panel))).toEqual([]);
		await panel.fill(caption, 'Look at this one');
		await panel.click(send);
		await panel.dontSee(tray);
		const { message, bytes } = await bobGets('Bee on a thistle.jpg');
		expect(message.content).toMatchObject({
			msgtype: 'm.image',
			body: 'Look at this one',
			// It lies on its side: the camera says which way up it is, and still does.
			info: { mimetype: 'image/jpeg', size: bytes.length, w: 900, h: 1200 },
			file: { v: 'v2', url: expect.stringMatching(/^mxc:/) },
		});
		const info = message.content.info as Record<string, unknown>;
		expect(info['xyz.amorgan.blurhash']).toMatch(/^.{20,}$/);
		expect(info.thumbnail_info).toMatchObject({ w: 600, h: 800, mimetype: 'image/jpeg' });
		expect(info.thumbnail_file).toMatchObject({ v: 'v2' });
		expect(holds(bytes, words)).toBe(false);
		expect(bytes.includes(picture.subarray(2))).toBe(true);
		expect(bytes.subarray(0, 12).toString('latin1')).toContain('Exif');
		await untilNothingWaits();
	});

	it('keeps what a photo tells, where the person wants that', async () => {
		const settings = await world.browser.openTab('options.html');
		await settings.click({ role: 'checkbox', name: 'Remove where and when from photos' });
		const picture = withWords(await drawPicture(bare, 'image/jpeg', 40, 30), words, 1);
		const path = await files.write('As it is.jpg', picture);
		await panel.give(field, [path], 'choose', 'image/jpeg');
		await panel.see(caption);
		await panel.press('Enter');
		expect((await bobGets('As it is.jpg')).bytes.equals(picture)).toBe(true);
		await settings.click({ role: 'checkbox', name: 'Remove where and when from photos' });
		await settings.close();
	});
});

describe('videos and sounds', () => {
	it('come as they were, with what is seen and known of them before they are fetched', async () => {
		const video = await recordVideo(bare, 320, 240);
		const sound = makeSound(2);
		for (const [name, bytes, type] of [
			['Dance of the bees.webm', video, 'video/webm'],
			['Humming.wav', sound, 'audio/wav'],
		] as const) {
			await panel.give(field, [await files.write(name, bytes)], 'choose', type);
			await panel.see({ text: name, within: tray });
			await panel.click(send);
			await panel.dontSee(tray);
		}
		const dance = await bobGets('Dance of the bees.webm');
		expect(dance.message.content).toMatchObject({
			msgtype: 'm.video',
			info: {
				mimetype: 'video/webm',
				size: video.length,
				w: 320,
				h: 240,
				thumbnail_info: { w: 320, h: 240 },
				thumbnail_file: { v: 'v2' },
			},
			file: { v: 'v2' },
		});
		expect(dance.bytes.equals(video)).toBe(true);
		const humming = await bobGets('Humming.wav');
		expect(humming.message.content).toMatchObject({
			msgtype: 'm.audio',
			info: { mimetype: 'audio/wav', size: sound.length, duration: 2000 },
			file: { v: 'v2' },
		});
		expect(humming.bytes.equals(sound)).toBe(true);
		await panel.see({ role: 'button', name: 'Play Humming.wav' });
		await untilNothingWaits();
	});
});

// Only Firefox's popup closes over the choice of a file.
describe.runIf(browserName === 'firefox')('the attach button of the popup', () => {
	it('opens the chat in the sidebar, where files can be chosen', async () => {
		const popup = await world.browser.popup();
		await popup.click({ role: 'button', name: 'Attach files in the sidebar' });
		await untilTrue('the popup to close', () => popup.isClosed());
		// It cannot be asked for while it is on its way.
		const sidebar = await until('the sidebar', () => world.browser.panel().catch(() => undefined));
		await sidebar.see(field);
		await sidebar.see({ role: 'button', name: 'Attach files' });
		await sidebar.close();
	});
});

describe('files that are dropped and pasted', () => {
	it('are shown before they leave, can be removed, and come as they were', async () => {
		const contents = new Map(
			['notes.txt', 'data.bin', 'not this.bin'].map((name) => [name, randomBytes(300_000)]),
		);
		const paths = await Promise.all([...contents].map(([name, bytes]) => files.write(name, bytes)));
		await panel.give(field, paths.slice(0, 1), 'paste');
		await panel.see({ text: 'notes.txt', within: tray });
		await panel.give({ role: 'region', name: 'Bob' }, paths.slice(1), 'drop');
		await panel.see({ text: 'not this.bin', within: tray });
		await panel.click({ role: 'button', name: 'Remove not this.bin' });
		await panel.click(send);
		for (const name of ['notes.txt', 'data.bin']) {
			const { message, bytes } = await bobGets(name);
			expect(message.content).toMatchObject({ msgtype: 'm.file', body: name });
			expect(bytes.equals(contents.get(name) ?? Buffer.alloc(0))).toBe(true);
		}
		expect(world.bob.messages(roomId).some(({ content }) => content.filename === 'not this.bin')).toBe(false);
	});

	it('are refused with the homeserver’s limit when they are over it', async () => {
		await panel.evaluate(() => {
			const transfer = new DataTransfer();
			transfer.items.add(new File([new Uint8Array(53_000_000)], 'film.bin'));
			document
				.querySelector('.room')
				?.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
		});
		await panel.see({ text: /files of up to 52.4 MB/, within: tray });
		expect(
			await panel.evaluate(() => document.querySelector<HTMLButtonElement>('dialog [type=submit]')?.disabled),
		).toBe(true);
		await panel.click({ role: 'button', name: 'Remove film.bin' });
		await panel.dontSee(tray);
	});
});

describe('an upload', () => {
	async function attach(name: string, bytes: Buffer): Promise<void> {
		await panel.give(field, [await files.write(name, bytes)], 'choose');
		await panel.see({ text: name, within: tray });
		await panel.click(send);
		await panel.see(image(name));
	}

	it('can be cancelled while the homeserver is away, and then nothing is left of it', async () => {
		world.browser.network.setOffline(true);
		await attach('never.bin', randomBytes(100_000));
		await panel.click({ role: 'button', name: 'Cancel', within: image('never.bin') });
		await panel.dontSee(image('never.bin'));
		await untilNothingWaits();
		world.browser.network.setOffline(false);
	});

	it('says how far it is', async () => {
		const { promise: seen, resolve: isSeen } = Promise.withResolvers<void>();
		world.browser.network.setMeddler(async (request, pass) => {
			if (isUpload(request)) await seen;
			return await pass();
		});
		await attach('far.bin', randomBytes(3_000_000));
		await untilTrue('the whole file to have left', () =>
			panel.evaluate(
				() => document.querySelector<HTMLProgressElement>('.uploading progress')?.position === 1,
			),
		);
		world.browser.network.setMeddler(undefined);
		isSeen();
		await bobGets('far.bin');
		await untilNothingWaits();
	});

	it.runIf(browserName === 'chromium')('leaves no page behind that nobody sees', async () => {
		const count = async (): Promise<number> =>
			world.browser.inBackground(async () => {
				const contextTypes = ['OFFSCREEN_DOCUMENT'];
				return (await chrome.runtime.getContexts({ contextTypes })).length;
			});
		expect(await count()).toBe(1);
		await untilTrue('the page to close', async () => (await count()) === 0, 20_000);
	});

	it('goes on after a background that was killed in the middle of it', async () => {
		const bytes = randomBytes(2_000_000);
		await killIn(world, isUpload, () => attach('killed.bin', bytes));
		expect((await bobGets('killed.bin')).bytes.equals(bytes)).toBe(true);
		await untilNothingWaits();
	});

	it('is not made again when the background was killed over its message', async () => {
		const bytes = randomBytes(500_000);
		world.browser.network.record();
		await killIn(
			world,
			({ url }) => url.includes('/send/m.room.encrypted/'),
			() => attach('once.bin', bytes),
		);
		const before = world.browser.network.sent.filter(isUpload).length;
		expect((await bobGets('once.bin')).bytes.equals(bytes)).toBe(true);
		await untilNothingWaits();
		expect(world.browser.network.sent.filter(isUpload)).toHaveLength(before);
		const got = world.bob.messages(roomId).filter(({ content }) => content.filename === 'once.bin');
		expect(got).toHaveLength(1);
	});
});

describe('what only the two may know', () => {
	it('is nowhere on the homeservers, in a request, or in the extension’s own files', async () => {
		const secret = { name: canary(), caption: canary(), content: canary() };
		world.browser.network.record();
		world.browser.network.setOffline(true);
		const path = await files.write(`${secret.name}.txt`, Buffer.from(secret.content.repeat(2000)));
		await panel.give(field, [path], 'choose', 'text/plain');
		await panel.fill(caption, secret.caption);
		await panel.click(send);
		await panel.see(image(secret.caption));
		// While it waits, it is on the disk.
		await untilTrue('the file to be kept', async () => (await countRows(bare, 'uploadBytes')) === 1);
		const inStore = async (): Promise<string[]> => {
			const dirs = await world.browser.storageDirs();
			const words = Object.values(secret);
			return (await Promise.all(dirs.flatMap((dir) => words.map((word) => filesWith(dir, word))))).flat();
		};
		expect(await inStore()).toEqual([]);
		world.browser.network.setOffline(false);
		await bobGets(`${secret.name}.txt`);
		await untilNothingWaits();
		expect(await inStore()).toEqual([]);
		for (const word of Object.values(secret)) {
			for (const { dataDir } of [world.servers.alice, world.servers.bob]) {
				expect(await filesWith(dataDir, word)).toEqual([]);
			}
			for (const { url, body } of world.browser.network.sent) {
				expect([url, holds(Buffer.concat([Buffer.from(url), body]), word)]).toEqual([url, false]);
			}
		}
	});
});

describe('a room without encryption', () => {
	it('gets files in clear, after the question', async () => {
		const other = await OtherDevice.signIn(world);
		const square = await other.makeRoom({ name: 'Town square', isEncrypted: false });
		await panel.close();
		panel = await world.browser.openTab(`sidepanel.html?room=${encodeURIComponent(square)}`);
		const bytes = randomBytes(50_000);
		const path = await files.write('for all.bin', bytes);
		const field = { role: 'textbox', name: 'Message Town square' };
		await panel.see(field);
		await panel.give(field, [path], 'choose');
		await panel.see(caption);
		await panel.press('Enter');
		await panel.click({ role: 'button', name: 'Send unencrypted' });
		const { message, bytes: got } = await bobGets('for all.bin', false);
		expect(message.content).not.toHaveProperty('file');
		expect(message.content).toMatchObject({ url: expect.stringMatching(/^mxc:/) });
		expect(got.equals(bytes)).toBe(true);
	});
});
