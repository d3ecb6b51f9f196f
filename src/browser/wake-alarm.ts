import { browser } from 'wxt/browser';

const regularName = 'sync';
const soonName = 'soon';
/** The shortest that the stores' rules allow. */
const shortestMinutes = 0.5;
const minuteMs = 60_000;

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

/** Wakes the background once, as soon as is allowed: something waits that should not wait for the next alarm. */
export async function wakeSoon(): Promise<void> {
	const alarm = await browser.alarms.get(soonName);
	if (alarm && isAsWanted({ ...alarm, periodInMinutes: shortestMinutes }, shortestMinutes, Date.now()))
		return;
	await browser.alarms.create(soonName, { delayInMinutes: shortestMinutes });
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
