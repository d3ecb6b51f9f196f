import { browser } from 'wxt/browser';

const regularName = 'sync';
const soonName = 'soon';
/** The shortest that the stores' rules allow. */
const shortestMinutes = 0.5;
const minuteMs = 60_000;

/** A background of before may have set it. */
let isSoonSet = true;

export interface Alarm {
	/** ms since the epoch. */
	scheduledTime: number;
	periodInMinutes?: number | undefined;
}

/**
 * Makes the alarm that wakes a dead background, or finds one alive. One that stands as it should is left
 * alone: made anew at each start, it would be pushed away for ever by whatever else wakes the background.
 */
export async function keepAlarm(periodInMinutes: number): Promise<void> {
	const alarm = await browser.alarms.get(regularName);
	if (alarm && isAsWanted(alarm, periodInMinutes, Date.now())) return;
	await browser.alarms.create(regularName, { periodInMinutes });
}

/**
 * Wakes the background as often as is allowed, until `stopWakingSoon`: something waits that should not wait for the
 * next alarm. One that rings once would be lost with a background that dies over it.
 */
export async function wakeSoon(): Promise<void> {
	isSoonSet = true;
	const alarm = await browser.alarms.get(soonName);
	if (alarm && isAsWanted(alarm, shortestMinutes, Date.now())) return;
	await browser.alarms.create(soonName, { periodInMinutes: shortestMinutes });
}

/** Nothing waits any more. */
export async function stopWakingSoon(): Promise<void> {
	if (!isSoonSet) return;
	// Before it is cleared: whoever sets it meanwhile is heard.
	isSoonSet = false;
	await browser.alarms.clear(soonName);
}

/** Nobody is signed in: nothing has to wake the background. */
export async function dropAlarms(): Promise<void> {
	await Promise.all([browser.alarms.clear(regularName), browser.alarms.clear(soonName)]);
}

/** An alarm of another period, or one that a clock put back has left far ahead, is none. */
export function isAsWanted(alarm: Alarm, periodInMinutes: number, now: number): boolean {
	return (
		alarm.periodInMinutes === periodInMinutes && alarm.scheduledTime - now <= (periodInMinutes + 1) * minuteMs
	);
}
