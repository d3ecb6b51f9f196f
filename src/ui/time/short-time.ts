import { dateFormat } from './date-format.ts';
import { daysBetween } from './day.ts';

/** A time that shortens with age: the hour today, the weekday within a week, then the date. */
export function shortTime(time: number, now: number, locale: string): string {
	const days = daysBetween(time, now);
	if (days <= 0) return clockTime(time, locale);
	if (days < 7) return dateFormat(locale, { weekday: 'short' }).format(time);
	if (new Date(time).getFullYear() === new Date(now).getFullYear()) {
		return dateFormat(locale, { day: 'numeric', month: 'short' }).format(time);
	}
	return dateFormat(locale, { dateStyle: 'short' }).format(time);
}

/** Hours and minutes, as the locale writes them. */
export function clockTime(time: number, locale: string): string {
	return dateFormat(locale, { timeStyle: 'short' }).format(time);
}

/** The whole date and time, for a tooltip. */
export function fullTime(time: number, locale: string): string {
	return dateFormat(locale, { dateStyle: 'full', timeStyle: 'short' }).format(time);
}

/** A wait such as "30 seconds" or "2 minutes", never too short. */
export function waitTime(ms: number, locale: string): string {
	const seconds = Math.max(1, Math.ceil(ms / 1000));
	const [value, unit] = seconds < 120 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute'];
	return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}
