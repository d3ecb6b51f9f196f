import type { Browser, BrowserName, Surface } from '../tests/browser/driver/index.ts';
import { seededRoomId, seedMessages, seedRooms } from '../tests/browser/seed-store.ts';
import type { Bench, Group } from './bench.ts';
import { pause } from './clock.ts';
import { blankPage } from './extension.ts';
import { type Figure, ratio } from './figure.ts';
import { paintOf } from './first-paint.ts';
import { launchMessa, signIn } from './messa.ts';
import { call, equip } from './page/surface.ts';
import { roomCounts } from './seed/rooms.ts';
import { benchAccount } from './seed/synapse.ts';
import type { Watched } from './watched.ts';

const many = 5000;
const messages = 50;
/** After it a person's hand is at the list, and the background at rest. */
const settleMs = 700;

/**
 * The popup's page with its chats on the screen, its background dead, and a room opened from it, against the
 * first paint of a blank page of the same extension, its background dead too. All in turns.
 */
export const popup: Group = {
	name: 'popup',
	figures: ['popup.rows/blank', 'room.open/blank'],
	browsers: ['chromium', 'firefox'],
	limitMinutes: 5,
	isSeeded: true,
	measure,
};

async function measure(bench: Bench, browser: BrowserName): Promise<Figure[]> {
	const server = await bench.homeserver();
	bench.say(`a browser with ${roomCounts.fifty} rooms, and one with ${many}`);
	const few = await launchMessa(bench, browser);
	const lots = await launchMessa(bench, browser);
	await signIn(few, server, benchAccount('fifty'), roomCounts.fifty);
	await signIn(lots, server, benchAccount('five'), roomCounts.five);
	await seedRooms(few.desk, 1);
	await seedMessages(few.desk, seededRoomId(1), messages);
	await seedRooms(lots.desk, many);

	const figure = (name: string): Figure => ({ name, unit: 'ms', browser, readings: [] });
	const blank = figure('blank page painted');
	const rows = figure(`popup with ${roomCounts.fifty} rooms painted`);
	const manyRows = figure(`popup with ${many} rooms painted`);
	const opened = figure(`room with ${messages} messages painted`);
	const openedAtOnce = figure(`room with ${messages} messages painted, pressed at once`);
	await bench.take([blank, rows, manyRows, opened, openedAtOnce], async () => [
		await coldPaint(few, blankPage, 'first-contentful-paint'),
		await coldPaint(few, 'popup.html', 'rooms-painted'),
		await coldPaint(lots, 'popup.html', 'rooms-painted'),
		await openRoom(few.browser, true),
		await openRoom(few.browser, false),
	]);
	return [
		ratio('popup.rows/blank', rows, blank, { atMost: 1.25 }),
		ratio(`popup.rows/blank, ${many} rooms`, manyRows, blank, { atMost: 1.4 }),
		ratio('room.open/blank', opened, blank, { atMost: 1 }),
		ratio('room.open/blank, pressed at once', openedAtOnce, blank),
	];
}

/** When the named entry of the page's performance timeline was, in ms since navigation, the background dead. */
async function coldPaint(messa: Watched, path: string, entry: string): Promise<number> {
	await messa.killBackground();
	return paintOf(messa, path, entry);
}

/**
 * From the click on the newest room to its newest messages, in ms.
 * @param rests the pointer is at the line for a moment before, as a person's is; else it comes with the click
 */
async function openRoom(browser: Browser, rests: boolean): Promise<number> {
	const page = await equip(await browser.page('popup.html'));
	try {
		const line = { role: 'button', name: /^Room 1\b/, nth: 0 };
		await page.see(line);
		if (rests) await page.hover(line);
		await pause(settleMs);
		await call(page, 'watchForRoom', `Message ${messages} of ${messages}`);
		await page.click(line);
		const { begun, painted } = await call(page, 'openedRoom');
		await leaveRoom(page);
		return painted - begun;
	} finally {
		await page.close();
	}
}

/** Back to the list, where the next popup is then to open. */
async function leaveRoom(page: Surface): Promise<void> {
	await page.press('Escape');
	await page.see({ role: 'list' });
	await pause(settleMs);
}
