import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../homeserver/temporary-directory.ts';
import { browserName } from './driver/browser-name.ts';
import type { Surface } from './driver/index.ts';
import { chatWithBob, say, signIn, untilDraftIsKept } from './steps.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let popup: Surface;
let roomId: string;

beforeAll(async () => {
	world = await openWorld(browserName);
	await signIn(world);
	({ popup, roomId } = await chatWithBob(world));
	world.browser.network.record();
});

afterAll(async () => {
	await world?.stop();
});

describe('Messa goes on where it was, without asking and without starting over', () => {
	it('after the browser was restarted', async () => {
		await goesOnAfter('a restart', () => world.browser.restart());
	});

	it('after the browser crashed', async () => {
		await goesOnAfter('a crash', () => world.browser.crash());
	});

	it('after the extension was updated', async () => {
		const next = await nextVersion();
		await goesOnAfter('an update', () => world.browser.update(next));
		expect(await versionInUse()).toBe('99.0.0');
	});
});

/** Has the conversation go on over an event, with no question asked and no first sync made again. */
async function goesOnAfter(what: string, happens: () => Promise<void>): Promise<void> {
	const { browser, bob } = world;
	await say(popup, `Before ${what}`);
	await bob.waitForMessage({ body: `Before ${what}` });
	await popup.fill({ role: 'textbox', name: 'Message Bob' }, `Draft before ${what}`);
	await untilDraftIsKept(popup);
	await popup.close();
	const requestsBefore = browser.network.sent.length;

	await happens();
	await bob.sendText(roomId, `Bob after ${what}`);
	popup = await browser.popup();
	await popup.see(`Before ${what}`);
	await popup.see(`Draft before ${what}`);
	await popup.see({ role: 'article', containing: `Bob after ${what}` });
	await say(popup, `After ${what}`);
	const message = await bob.waitForMessage({ body: `After ${what}` });
	expect(message).toMatchObject({ roomId, deliveries: 1, wasEncrypted: true });

	const requests = browser.network.sent.slice(requestsBefore).map(({ url }) => new URL(url));
	const syncs = requests.filter(({ pathname }) => pathname.endsWith('/sync'));
	expect(syncs.length).toBeGreaterThan(0);
	const goesOn = ({ searchParams }: URL) => searchParams.has('since') || searchParams.has('pos');
	expect(syncs.filter((url) => !goesOn(url))).toEqual([]);
	expect(requests.filter(({ pathname }) => /\/(login|keys\/device_signing\/upload)$/.test(pathname))).toEqual(
		[],
	);
}

/** The same build, with a higher version. */
async function nextVersion(): Promise<string> {
	const folder = browserName === 'firefox' ? 'firefox-mv3' : 'chrome-mv3';
	const next = join(await temporaryDirectory(), 'extension');
	await cp(fileURLToPath(new URL(`../../.output/${folder}`, import.meta.url)), next, { recursive: true });
	const manifest = JSON.parse(await readFile(join(next, 'manifest.json'), 'utf8'));
	await writeFile(join(next, 'manifest.json'), JSON.stringify({ ...manifest, version: '99.0.0' }));
	return next;
}

async function versionInUse(): Promise<string> {
	return world.browser.inBackground(() => {
		const { chrome } = globalThis as unknown as {
			chrome: { runtime: { getManifest(): { version: string } } };
		};
		return chrome.runtime.getManifest().version;
	});
}
