import { describe, expect, it } from 'vitest';
import { dayOf, daysBetween } from './day.ts';
import { shortTime, waitTime } from './short-time.ts';

const now = new Date(2026, 2, 18, 10, 0).getTime();
const at = (...parts: [number, number, number, number, number]): number => new Date(...parts).getTime();

describe('shortTime', () => {
	it('shows the hour today', () => expect(shortTime(at(2026, 2, 18, 9, 41), now, 'en-GB')).toBe('09:41'));
	it('shows the weekday even one minute before midnight', () => {
		expect(shortTime(at(2026, 2, 17, 23, 59), now, 'en-GB')).toBe('Tue');
	});
	it('shows the date from a week on', () => {
		expect(shortTime(at(2026, 2, 11, 12, 0), now, 'en-GB')).toBe('11 Mar');
	});
	it('shows the year when it is another', () => {
		expect(shortTime(at(2025, 2, 11, 12, 0), now, 'en-GB')).toBe('11/03/2025');
	});
	it('takes a time in the future as today', () => {
		expect(shortTime(at(2026, 2, 19, 8, 0), now, 'en-GB')).toBe('08:00');
	});
});

describe('dayOf', () => {
	it('knows today and yesterday', () => {
		expect(dayOf(now, now, 'en').kind).toBe('today');
		expect(dayOf(at(2026, 2, 17, 0, 0), now, 'en').kind).toBe('yesterday');
	});
	it('writes older days out', () => {
		expect(dayOf(at(2026, 2, 2, 9, 0), now, 'en-GB')).toMatchObject({
			kind: 'date',
			text: expect.stringMatching(/^Monday,? 2 March$/),
		});
		expect(dayOf(at(2025, 2, 2, 9, 0), now, 'en-GB')).toMatchObject({
			text: expect.stringMatching(/^Sunday,? 2 March 2025$/),
		});
	});
});

it('counts calendar days over a change of the clock', () => {
	expect(daysBetween(at(2026, 2, 1, 12, 0), at(2026, 3, 1, 12, 0))).toBe(31);
});

describe('waitTime', () => {
	it.each([
		[0, '1 second'],
		[1200, '2 seconds'],
		[90_000, '90 seconds'],
		[200_000, '4 minutes'],
	])('%d ms', (ms, text) => expect(waitTime(ms, 'en')).toBe(text));
});
