const minuteMs = 60_000;
const units: [Intl.RelativeTimeFormatUnit, number][] = [
	['year', 365 * 24 * 60 * minuteMs],
	['month', 30 * 24 * 60 * minuteMs],
	['week', 7 * 24 * 60 * minuteMs],
	['day', 24 * 60 * minuteMs],
	['hour', 60 * minuteMs],
	['minute', minuteMs],
];

/** How long ago a time was, such as "5 minutes ago" or "last week"; both in ms since the epoch. */
export function agoTime(time: number, now: number, locale: string): string {
	const age = Math.max(0, now - time);
	const [unit, length] = units.find(([, ms]) => age >= ms) ?? ['minute', minuteMs];
	return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-Math.floor(age / length), unit);
}
