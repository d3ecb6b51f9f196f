import type { BrowserName } from '../tests/browser/driver/index.ts';
import { chatWithBob, signIn } from '../tests/browser/steps.ts';
import { openWorld, type World } from '../tests/browser/world.ts';
import type { Bench, Group } from './bench.ts';
import { now, pause } from './clock.ts';
import type { Figure } from './figure.ts';

/** A person writes again after so long, by chance between the two. */
const gapMs: [number, number] = [1_000, 5_000];
/** Something happens to the background or the network so often. */
const troubleMs: [number, number] = [15_000, 30_000];
const outageMs: [number, number] = [3_000, 10_000];
const lookMs = 20;
/** What is not announced by then is missed: the alarm wakes a dead background every half minute. */
const patienceMs = 90_000;

/**
 * From a peer's sending to the notification, on another homeserver and with no window open: for half of the
 * time in peace, for the other half while the background is killed and the network cut at random.
 */
export const notify: Group = {
	name: 'notify',
	figures: ['notify.peace', 'notify.trouble', 'notify.missed'],
	browsers: ['chromium', 'firefox'],
	limitMinutes: 6,
	measure,
};

interface Sent {
	body: string;
	time: number;
	/** When its notification, or that of a later message of the chat, was there. */
	told?: number;
}

async function measure(bench: Bench, browser: BrowserName): Promise<Figure[]> {
	const world = await openWorld(browser);
	bench.started.defer(() => world.stop());
	await signIn(world);
	const { popup, roomId } = await chatWithBob(world);
	await popup.click({ role: 'button', name: 'Back' });
	await popup.close();
	const halfMs = (bench.minutes * 60_000) / 2;
	const peace = await exchange(world, roomId, halfMs, async () => {});
	bench.say(`in peace: ${peace.length} messages`);
	const trouble = await exchange(world, roomId, halfMs, (isOver) => makeTrouble(bench, world, isOver));
	bench.say(`in trouble: ${trouble.length} messages`);
	const missed = [...peace, ...trouble].filter(({ told }) => told === undefined).length;
	const figure = (name: string, unit: string, readings: number[]): Figure => ({
		name,
		unit,
		browser,
		readings,
	});
	return [
		{ ...figure('notify.peace', 'ms', latencies(peace)), goal: { atMost: 1_000, p95AtMost: 3_000 } },
		{ ...figure('notify.trouble', 'ms', latencies(trouble)), goal: { p95AtMost: 45_000 } },
		{ ...figure('notify.missed', 'messages', [missed]), goal: { atMost: 0 } },
	];
}

function latencies(sent: Sent[]): number[] {
	return sent.flatMap(({ time, told }) => (told === undefined ? [] : [told - time]));
}

/** Has Bob write for a while, and notes when each message is announced. */
async function exchange(
	world: World,
	roomId: string,
	durationMs: number,
	meanwhile: (isOver: () => boolean) => Promise<void>,
): Promise<Sent[]> {
	const sent: Sent[] = [];
	const end = now() + durationMs;
	const isOver = (): boolean => now() >= end;
	const troubled = meanwhile(isOver);
	let isSending = true;
	const watched = (async () => {
		const isAwaited = (): boolean => sent.some(({ told, time }) => !told && now() < time + patienceMs);
		while (isSending || isAwaited()) {
			note(sent, await world.browser.notifications());
			await pause(lookMs);
		}
	})();
	while (!isOver()) {
		const one: Sent = { body: `News ${crypto.randomUUID()}`, time: now() };
		sent.push(one);
		await world.bob.sendText(roomId, one.body);
		await pause(between(gapMs));
	}
	isSending = false;
	await troubled;
	await watched;
	return sent;
}

/** The newest message that is announced stands for those before it. */
function note(sent: Sent[], shown: { message: string }[]): void {
	const bodies = new Set(shown.map(({ message }) => message));
	const newest = sent.findLastIndex(({ body }) => bodies.has(body));
	for (const one of sent.slice(0, newest + 1)) one.told ??= now();
}

async function makeTrouble(bench: Bench, { browser }: World, isOver: () => boolean): Promise<void> {
	while (!isOver()) {
		await pause(between(troubleMs));
		if (Math.random() < 0.5) {
			bench.say('the background is killed');
			await browser.killBackground();
			continue;
		}
		bench.say('the network is cut');
		browser.network.setOffline(true);
		await pause(between(outageMs));
		browser.network.setOffline(false);
	}
}

function between([least, most]: [number, number]): number {
	return least + Math.random() * (most - least);
}
