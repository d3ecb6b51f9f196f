import type { Page } from 'puppeteer-core';
import type { Surface } from '../tests/browser/driver/index.ts';
import { TabHost } from '../tests/browser/driver/tab-host.ts';
import { seededRoomId, seedMessages, seedRooms } from '../tests/browser/seed-store.ts';
import type { Bench, Group } from './bench.ts';
import type { Figure } from './figure.ts';
import { launchMessa, signIn } from './messa.ts';
import { call, equip } from './page/surface.ts';
import { roomCounts } from './seed/rooms.ts';
import { benchAccount } from './seed/synapse.ts';

const rooms = 5000;
const messages = 10_000;
/** In each frame: all that is in view is new every time. */
const stepPx = 800;
const limitMs = 15_000;

/** The longest task of the window's thread while its lists are scrolled from one end towards the other. */
export const scroll: Group = {
	name: 'scroll',
	figures: ['scroll.longtask'],
	browsers: ['chromium'],
	limitMinutes: 6,
	isSeeded: true,
	measure,
};

async function measure(bench: Bench): Promise<Figure[]> {
	const server = await bench.homeserver();
	bench.say(`a browser with ${rooms} rooms and ${messages} messages in its store`);
	const messa = await launchMessa(bench, 'chromium');
	await signIn(messa, server, benchAccount('five'), roomCounts.five);
	await seedRooms(messa.desk, rooms);
	await seedMessages(messa.desk, seededRoomId(1), messages);
	const goal = { atMost: 50 };
	const longestOf = (what: string): Figure => ({
		name: `scroll.longtask, ${what}`,
		unit: 'ms',
		readings: [],
		goal,
	});
	const overRooms = longestOf(`${rooms} rooms`);
	const overMessages = longestOf(`${messages} messages`);
	await bench.take([overRooms, overMessages], async () => {
		const page = await equip(await messa.browser.page('popup.html'));
		try {
			await page.see({ role: 'button', name: /^Room 2\b/ });
			const inRooms = await longestTask(bench, page, '[data-room]', stepPx);
			await call(page, 'scrollThrough', '[data-room]', -rooms * 100, limitMs);
			await page.click({ role: 'button', name: /^Room 1\b/, nth: 0 });
			await page.see(`Message ${messages} of ${messages}`);
			const inMessages = await longestTask(bench, page, 'article', -stepPx);
			await page.press('Escape');
			await page.see({ role: 'list' });
			return [inRooms, inMessages];
		} finally {
			await page.close();
		}
	});
	return [overRooms, overMessages];
}

/** Scrolls while Chromium writes down every task. @returns the longest one, in ms. */
async function longestTask(bench: Bench, page: Surface, item: string, step: number): Promise<number> {
	const tab = tabOf(page);
	await tab.tracing.start({ categories: ['-*', 'toplevel', 'disabled-by-default-devtools.timeline'] });
	const { frames, hasReachedEnd } = await call(page, 'scrollThrough', item, step, limitMs);
	const trace = await tab.tracing.stop();
	if (!trace) throw new Error('there is no trace');
	bench.say(`${frames} frames of ${item}${hasReachedEnd ? '' : ', not to the end'}`);
	return longestOf(JSON.parse(new TextDecoder().decode(trace)) as Trace);
}

interface Trace {
	traceEvents: {
		name: string;
		ph: string;
		pid: number;
		tid: number;
		dur?: number;
		args: { name?: string };
	}[];
}

/** Of the tasks on windows' main threads. */
function longestOf({ traceEvents }: Trace): number {
	const threads = new Set(
		traceEvents
			.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
			.map(({ pid, tid }) => `${pid} ${tid}`),
	);
	const tasks = traceEvents.filter(
		({ name, ph, pid, tid }) => ph === 'X' && /RunTask$/.test(name) && threads.has(`${pid} ${tid}`),
	);
	if (tasks.length === 0) throw new Error('the trace holds no tasks');
	return tasks.reduce((longest, { dur = 0 }) => Math.max(longest, dur), 0) / 1000;
}

function tabOf({ host }: Surface): Page {
	if (!(host instanceof TabHost)) throw new Error('only a tab can be traced');
	return host.page;
}
