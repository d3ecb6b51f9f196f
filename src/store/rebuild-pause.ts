import { browser } from 'wxt/browser';

interface Rebuilds {
	count: number;
	/** Of the last one, ms since the epoch. */
	time: number;
}

const key = 'rebuilds';
const minuteMs = 60_000;
const longestMs = 60 * minuteMs;

/** How long after rebuild number `count` (from 1) there is no other: a minute, four, sixteen, an hour. */
export function pauseAfterRebuild(count: number): number {
	return Math.min(longestMs, minuteMs * 4 ** (count - 1));
}

/** Whether a damaged store may be rebuilt now, which is then counted. What does not help is not done in a loop. */
export async function mayRebuild(): Promise<boolean> {
	const before = (await browser.storage.session.get(key))[key] as Rebuilds | undefined;
	const now = Date.now();
	if (before && now - before.time < pauseAfterRebuild(before.count)) return false;
	await browser.storage.session.set({ [key]: { count: (before?.count ?? 0) + 1, time: now } });
	return true;
}
