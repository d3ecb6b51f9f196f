import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserName } from './driver/browser-name.ts';
import { type Surface, untilTrue } from './driver/index.ts';
import { seededRoomId, seedMessages, seedRooms } from './seed-store.ts';
import { signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

const rooms = 5000;
const messages = 10_000;
/** What the document may hold of each at most, whatever the account has. */
const mostLines = 60;
const mostMessages = 300;
/** Two hundred times some rows are read and painted. */
const walkMs = 5 * 60_000;
const popupSize = { width: 380, height: 560 };
const list = { role: 'list', name: 'Chats' };
const search = { role: 'searchbox', name: 'Search' };

let world: World;
let page: Surface;

beforeAll(async () => {
	world = await openWorld(browserName);
	await signIn(world);
	const filler = await world.browser.page('options.html');
	await seedRooms(filler, rooms);
	await seedMessages(filler, seededRoomId(1), messages);
	await filler.close();
	page = await world.browser.page('popup.html', popupSize);
});

afterAll(async () => {
	await world?.stop();
});

function line(number: number) {
	return { role: 'button', name: new RegExp(`^\\D*Room ${number}\\b`), within: list };
}

async function untilFocused(number: number): Promise<void> {
	await untilTrue(`the focus on room ${number}`, async () => (await focusedRoom()) === number);
}

async function focusedRoom(): Promise<number> {
	return Number(/Room (\d+)/.exec(await page.focused())?.[1]);
}

async function countLines(): Promise<number> {
	return page.evaluate(() => document.querySelectorAll('.room-list > li').length);
}

describe('a list of five thousand chats', () => {
	it('shows the newest first, says how many there are, and holds few of them', async () => {
		await page.see(line(1));
		await untilTrue('the number of chats', () =>
			page.evaluate(() => document.querySelector('.room-list > li')?.getAttribute('aria-setsize') === '5000'),
		);
		expect(await countLines()).toBeLessThan(mostLines);
	});

	it('is walked by keyboard to both ends and to any line', async () => {
		await page.press('ArrowDown');
		await untilFocused(1);
		await page.press('End');
		await untilFocused(rooms);
		await page.see(line(rooms));
		while ((await focusedRoom()) > 4000) {
			const before = await focusedRoom();
			await page.press('PageUp');
			await untilTrue('the focus to move', async () => (await focusedRoom()) < before);
		}
		for (let at = await focusedRoom(); at < 4000; at += 1) {
			await page.press('ArrowDown');
			await untilFocused(at + 1);
		}
		expect(await countLines()).toBeLessThan(mostLines);
	});

	it('is come back to where one left it', async () => {
		await page.press('Enter');
		await page.see({ role: 'textbox', name: 'Message Room 4000' });
		await page.press('Escape');
		await untilFocused(4000);
		await page.press('ArrowUp');
		await untilFocused(3999);
		await page.press('Home');
		await untilFocused(1);
		await page.see(line(1));
	});

	it('is scrolled anywhere, and shows what is there', async () => {
		await page.evaluate(() => {
			const scroller = document.querySelector('.room-scroller');
			scroller?.scrollTo({ top: scroller.scrollHeight / 2 });
		});
		await page.see(line(2500));
		await page.see({ text: /: the train/, within: line(2500) });
		expect(await countLines()).toBeLessThan(mostLines);
	});

	it('is searched as a whole', async () => {
		await page.fill(search, 'room 4321');
		await page.see(line(4321));
		expect(await countLines()).toBe(1);
		await page.fill(search, 'room');
		await page.see(line(1));
		expect(await countLines()).toBeLessThan(mostLines);
		await page.press('Escape');
	});

	it('takes what is typed as soon as it can be seen', async () => {
		await page.close();
		page = await world.browser.page('popup.html', popupSize);
		await page.see(line(1));
		await page.type('room 4321');
		await page.see(line(4321));
		await page.dontSee(line(1));
		await page.press('Enter');
		await page.see({ role: 'textbox', name: 'Message Room 4321' });
		await page.press('Escape');
		await page.see(list);
	});
});

interface Walk {
	/** Numbers of the messages that were shown, the lowest and the highest. */
	from: number;
	to: number;
	/** How many different ones. */
	count: number;
	/** The most at once in the document. */
	most: number;
	/** Pairs of neighbours that do not follow one another. */
	holes: number;
}

/** Scrolls from end to end of what is loaded until the message `last` is there, and tells what was shown on the way. */
async function walk(way: 'up' | 'down', last: number): Promise<Walk> {
	const seen = new Set<number>();
	let most = 0;
	let holes = 0;
	for (let isThere = false; !isThere; ) {
		const stops = await walkOn(way, last);
		for (const shown of stops) {
			for (const number of shown) seen.add(number);
			most = Math.max(most, shown.length);
			holes += shown.filter((number, index) => index > 0 && number !== (shown[index - 1] ?? 0) + 1).length;
		}
		isThere = stops.some((shown) => shown.at(way === 'up' ? 0 : -1) === last);
	}
	return { from: Math.min(...seen), to: Math.max(...seen), count: seen.size, most, holes };
}

/** A part of such a walk. @returns the numbers of the messages in the document at each stop. */
async function walkOn(way: 'up' | 'down', last: number): Promise<number[][]> {
	return page.evaluate(
		async (way: string, last: number) => {
			const view = document.querySelector('[role="log"]') as HTMLElement;
			const numbers = (): number[] =>
				[...view.querySelectorAll('article .message-text')].map((text) =>
					Number(/Message (\d+) of/.exec(text.textContent ?? '')?.[1]),
				);
			const edge = (): number | undefined => numbers().at(way === 'up' ? 0 : -1);
			const stops = [numbers()];
			while (stops.length < 20 && edge() !== last) {
				const before = edge();
				view.scrollTo({ top: way === 'up' ? -view.scrollHeight : 0 });
				while (edge() === before) await new Promise((resolve) => requestAnimationFrame(resolve));
				stops.push(numbers());
			}
			return stops;
		},
		way,
		last,
	);
}

/** The message at the top of the view, and where it stands. */
async function topMessage(): Promise<{ text: string; top: number }> {
	return page.evaluate(() => {
		const view = document.querySelector('[role="log"]') as HTMLElement;
		const edge = view.getBoundingClientRect().top;
		const article = [...view.querySelectorAll('article')].find(
			(one) => one.getBoundingClientRect().bottom > edge,
		) as HTMLElement;
		return { text: article.textContent ?? '', top: Math.round(article.getBoundingClientRect().top - edge) };
	});
}

async function expectStill(before: { text: string; top: number }): Promise<void> {
	const now = await topMessage();
	expect(now.text).toBe(before.text);
	expect(Math.abs(now.top - before.top)).toBeLessThanOrEqual(1);
}

describe('a chat of ten thousand messages', () => {
	const everything = { from: 1, to: messages, count: messages, holes: 0 };

	it('opens at the newest', async () => {
		await untilFocused(4321);
		await page.press('Home');
		await untilFocused(1);
		await page.press('Enter');
		await page.see(new RegExp(`Message ${messages} of`));
	});

	it(
		'shows each message once and in order as one goes up to the first',
		async () => {
			const { most, ...shown } = await walk('up', 1);
			expect(shown).toEqual(everything);
			expect(most).toBeLessThan(mostMessages);
		},
		walkMs,
	);

	it(
		'and down again to the last',
		async () => {
			const { most, ...shown } = await walk('down', messages);
			expect(shown).toEqual(everything);
			expect(most).toBeLessThan(mostMessages);
		},
		walkMs,
	);

	it('stands still while messages come and heights change, and says how many are new', async () => {
		await page.evaluate(() => document.querySelector('[role="log"]')?.scrollBy({ top: -3000 }));
		await page.see({ role: 'button', name: 'Go to the newest message' });
		const before = await topMessage();
		const filler = await world.browser.page('options.html');
		await seedMessages(filler, seededRoomId(1), 3);
		await filler.close();
		await page.see({ role: 'button', name: /3 new/ });
		await expectStill(before);
		await page.evaluate(async () => {
			const above = document.querySelector<HTMLElement>('[role="log"] article');
			if (above) above.style.paddingBlockEnd = '300px';
			for (let frame = 0; frame < 2; frame += 1) await new Promise((done) => requestAnimationFrame(done));
		});
		await expectStill(before);
	});

	it('jumps to its end from far away', async () => {
		await page.press('Home');
		await page.evaluate(() => document.querySelector('[role="log"]')?.scrollTo({ top: -1e6 }));
		await page.click({ role: 'button', name: /3 new/ });
		await page.see('Message 3 of 3');
		await untilTrue('the end', () =>
			page.evaluate(() => document.querySelector('[role="log"]')?.scrollTop === 0),
		);
		await page.dontSee({ role: 'button', name: /3 new/ });
	});
});
