import { dateFormat } from './date-format.ts';

/** Whole calendar days, in local time, from `time` to `now`; a clock that runs ahead gives 0 or less. */
export function daysBetween(time: number, now: number): number {
	return Math.round((startOfDay(now) - startOfDay(time)) / 86_400_000);
}

/** What a day line says: `today` and `yesterday` are words of the catalogue, else the date itself. */
export type Day = { kind: 'today' } | { kind: 'yesterday' } | { kind: 'date'; text: string };

export function dayOf(time: number, now: number, locale: string): Day {
	const days = daysBetween(time, now);
	if (days <= 0) return { kind: 'today' };
	if (days === 1) return { kind: 'yesterday' };
	const isThisYear = new Date(time).getFullYear() === new Date(now).getFullYear();
	const text = dateFormat(locale, {
		weekday: 'long',
		day: 'numeric',
		month: 'long',
		...(isThisYear ? {} : { year: 'numeric' as const }),
	}).format(time);
	return { kind: 'date', text };
}

export function isSameDay(a: number, b: number): boolean {
	return startOfDay(a) === startOfDay(b);
}

function startOfDay(time: number): number {
	return new Date(time).setHours(0, 0, 0, 0);
}
