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

/**
 * Has a damaged store rebuilt, unless that was done lately: what does not help is not done in a loop. A rebuild
 * that was cut short by the background's end does not count, and is taken again. @returns whether it was done
 */
export async function rebuildUnlessPaused(rebuild: () => Promise<void>): Promise<boolean> {
	const before = (await browser.storage.session.get(key))[key] as Rebuilds | undefined;
	if (before && Date.now() - before.time < pauseAfterRebuild(before.count)) return false;
	try {
		await rebuild();
	} finally {
		const rebuilds: Rebuilds = { count: (before?.count ?? 0) + 1, time: Date.now() };
		await browser.storage.session.set({ [key]: rebuilds });
	}
	return true;
}
