import type { World } from '../tests/browser/world.ts';
import { now, pause } from './clock.ts';

/** A person writes again after so long, by chance between the two. */
const gapMs: [number, number] = [1_000, 5_000];
const lookMs = 20;
/** What is not announced by then is missed: the alarm wakes a dead background every half minute. */
const patienceMs = 90_000;

/** A message of Bob's. */
export interface Sent {
	body: string;
	time: number;
	/** When its notification, or that of a later message of the chat, was there. */
	told?: number;
}

/** How long each took that was announced, in ms. */
export function latencies(sent: Sent[]): number[] {
	return sent.flatMap(({ time, told }) => (told === undefined ? [] : [told - time]));
}

/** How many were never announced. */
export function missed(sent: Sent[]): number {
	return sent.filter(({ told }) => told === undefined).length;
}

/** Has Bob write for a while, and notes when each message is announced. */
export async function exchange(
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

/** By chance between the two. */
export function between([least, most]: [number, number]): number {
	return least + Math.random() * (most - least);
}

/** The newest message that is announced stands for those before it. */
function note(sent: Sent[], shown: { message: string }[]): void {
	const bodies = new Set(shown.map(({ message }) => message));
	const newest = sent.findLastIndex(({ body }) => bodies.has(body));
	for (const one of sent.slice(0, newest + 1)) one.told ??= now();
}
