import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, until } from '../tests/browser/driver/index.ts';
import { signIn } from '../tests/browser/steps.ts';
import { openWorld, type World } from '../tests/browser/world.ts';
import { type Figure, ratio } from './figure.ts';

const rooms = 50;
const repeats = 9;
const build = fileURLToPath(new URL('../.output/chrome-mv3', import.meta.url));

/**
 * The popup's page with 50 rooms on the screen, its background dead, against the first paint of a blank
 * page of the same extension; both since navigation, in turns.
 */
export async function popup(): Promise<Figure[]> {
	const directory = await mkdtemp(join(tmpdir(), 'messa-bench-'));
	await cp(build, directory, { recursive: true });
	await writeFile(join(directory, 'blank.html'), '<!doctype html><title>Blank</title><p>.</p>');
	const world = await openWorld('chromium', { extensionDir: directory });
	try {
		await makeRooms(world);
		await signIn(world);
		await untilRoomsAreHere(world.browser);
		const blank: Figure = { name: 'blank page painted', unit: 'ms', readings: [] };
		const rows: Figure = { name: `popup with ${rooms} rooms painted`, unit: 'ms', readings: [] };
		for (let repeat = 0; repeat < repeats; repeat += 1) {
			await world.browser.killBackground();
			blank.readings.push(await painted(world.browser, 'blank.html', 'first-contentful-paint'));
			await world.browser.killBackground();
			rows.readings.push(await painted(world.browser, 'popup.html', 'rooms-painted'));
		}
		return [blank, rows, ratio('popup.rows/blank', rows, blank)];
	} finally {
		await world.stop();
		await rm(directory, { recursive: true, force: true });
	}
}

/** When the named entry of the page's performance timeline was, in ms since navigation. */
async function painted(browser: Browser, path: string, entry: string): Promise<number> {
	const page = await browser.page(path);
	try {
		return await until(`${entry} in ${path}`, () =>
			page.evaluate((name: string) => performance.getEntriesByName(name)[0]?.startTime, entry),
		);
	} finally {
		await page.close();
	}
}

async function makeRooms({ servers: { alice: server }, alice }: World): Promise<void> {
	const { token } = await server.login(alice.username, alice.password);
	for (let number = 1; number <= rooms; number += 1) {
		const body = { name: `Room ${number}`, preset: 'private_chat' };
		await server.request('/_matrix/client/v3/createRoom', { method: 'POST', body, token });
	}
}

async function untilRoomsAreHere(browser: Browser): Promise<void> {
	const page = await browser.page('popup.html');
	await page.see({ role: 'button', name: /Room 50/ }, { timeoutMs: 30_000 });
	await page.close();
}
