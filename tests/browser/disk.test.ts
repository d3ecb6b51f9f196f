import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../homeserver/temporary-directory.ts';
import { browserName } from './driver/browser-name.ts';
import { type Surface, untilTrue } from './driver/index.ts';
import { chatWithBob, say, signIn } from './steps.ts';
import { barePage, bytesStored, countRows, emptyDisk, fillDisk } from './stored.ts';
import { openWorld, type World } from './world.ts';

const full = 'Your disk is full. Free some space; nothing you wrote is lost';
const freed = /Older messages and pictures left this device/;
const composer = { role: 'textbox', name: 'Message Bob' } as const;
const count = 130;
const all = Array.from({ length: count }, (_, index) => `Message ${index + 1} of ${count}`);
const spare = 2_000_000;
/** A database may have room for a little in its file, however full the disk is. */
const long = (text: string): string => `${text} ${'and so on '.repeat(2_000)}`;
/** The loop tries again within a minute. */
const untilTried = { timeoutMs: 90_000 };

let world: World;
let popup: Surface;
let page: Surface;
let roomId: string;

beforeAll(async () => {
	world = await openWorld(browserName, await limitable());
	await signIn(world);
	({ popup, roomId } = await chatWithBob(world));
	await popup.close();
});

afterAll(async () => {
	await world?.stop();
});

/** Chromium sets no limit for an extension with `unlimitedStorage`: it is tested without. */
async function limitable(): Promise<{ extensionDir?: string }> {
	if (browserName === 'firefox') return {};
	const extensionDir = join(await temporaryDirectory(), 'extension');
	await cp(fileURLToPath(new URL('../../.output/chrome-mv3', import.meta.url)), extensionDir, {
		recursive: true,
	});
	const file = join(extensionDir, 'manifest.json');
	const manifest = JSON.parse(await readFile(file, 'utf8'));
	const permissions = manifest.permissions.filter((name: string) => name !== 'unlimitedStorage');
	await writeFile(file, JSON.stringify({ ...manifest, permissions }));
	return { extensionDir };
}

/** Leaves no room on the disk for so much as a message. */
async function fill(): Promise<void> {
	page = await barePage(world.browser);
	const limit = (await bytesStored(page)) + spare;
	await world.browser.limitStorage(limit);
	page = await barePage(world.browser);
	await fillDisk(page);
}

describe('a disk without room', () => {
	it('is said, with what to do, and what is written stays in the window', async () => {
		await fill();
		popup = await world.browser.popup();
		await popup.see(composer);
		await world.bob.sendText(roomId, long('No room for this'));
		await popup.see(full, untilTried);
		await popup.fill(composer, long('Where does this go?'));
		await popup.see(/what you write is only in this window/);
	});

	it('takes everything in by itself when there is room again', async () => {
		await emptyDisk(page);
		await world.browser.limitStorage(undefined);
		popup = await world.browser.popup();
		await popup.see({ role: 'article', containing: 'No room for this' }, untilTried);
		await popup.dontSee(full);
		await say(popup, 'Here it goes');
		expect(await world.bob.waitForMessage({ body: 'Here it goes' })).toMatchObject({ deliveries: 1 });
		await popup.close();
	});
});

// With not a byte left, Chromium counts what is deleted as stored until it tidies up, and takes no note of a gap.
describe.runIf(browserName === 'firefox')('a long history on a disk without room', () => {
	beforeAll(async () => {
		for (const text of all) await world.bob.sendText(roomId, text);
		page = await barePage(world.browser);
		await untilTrue('all of it to be here', async () => (await countRows(page, 'events')) > count, 60_000);
		// What is unread would stay.
		popup = await world.browser.popup();
		await popup.see(all.at(-1) ?? '');
		await untilTrue('all of it to be read', async () => (await world.browser.badgeText()) === '');
		await popup.close();
		await fill();
	});

	it('gives way to what is new, which is said once', async () => {
		const before = await countRows(page, 'events');
		let sent = 0;
		await untilTrue(
			'older rows to go',
			async () => {
				if (sent < 30) await world.bob.sendText(roomId, long(`New message ${sent}`));
				sent = Math.min(30, sent + 1);
				return (await countRows(page, 'events')) < before;
			},
			90_000,
		);
		await emptyDisk(page);
		popup = await world.browser.popup();
		await popup.see({ role: 'article', containing: `New message ${sent - 1}` }, untilTried);
		await popup.see(freed);
		await popup.click({ role: 'button', name: 'Close' });
		await popup.dontSee(freed);
	});

	it('comes back as one scrolls up, each message once and in order', async () => {
		expect(await popup.count(all[0] ?? '')).toBe(0);
		await untilTrue(
			'the first message',
			async () => {
				await popup.scrollToTop({ role: 'article', nth: 0 });
				return (await popup.count(all[0] ?? '')) > 0;
			},
			60_000,
		);
		const texts = await popup.texts({ role: 'article' });
		expect(texts.flatMap((text) => /Message \d+ of \d+/.exec(text) ?? [])).toEqual(all);
	});
});
