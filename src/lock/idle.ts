import { browser } from 'wxt/browser';
import type { LockMinutes } from '../store/settings.ts';

const minuteMs = 60_000;

/** Has the browser say when nobody has touched the computer for so long. It forgets that with the background. */
export function watchIdleness(lockMinutes: LockMinutes): void {
	if (lockMinutes > 0) browser.idle.setDetectionInterval(lockMinutes * 60);
}

/**
 * Whether the person has been away long enough for the lock to close: nothing was touched, the system's own
 * screen is locked, or the computer slept.
 * @param lateMs how much later than it was due an alarm rings
 */
export async function isAway(lockMinutes: LockMinutes, lateMs: number): Promise<boolean> {
	if (lockMinutes === 0) return false;
	if (lateMs >= lockMinutes * minuteMs) return true;
	return (await browser.idle.queryState(lockMinutes * 60)) !== 'active';
}
