import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isQuiet, tomorrowMorning } from './notify-settings.ts';

const night = { quiet: { from: 22 * 60, to: 7 * 60 } };

let zone: string | undefined;

// Its clocks go back on 25 October 2026 at 3:00, and forward on 29 March at 2:00.
beforeEach(() => {
	zone = process.env.TZ;
	process.env.TZ = 'Europe/Berlin';
});

afterEach(() => {
	if (zone === undefined) delete process.env.TZ;
	else process.env.TZ = zone;
});

describe('quiet hours', () => {
	it.each([
		['21:59', false],
		['22:00', true],
		['00:00', true],
		['06:59', true],
		['07:00', false],
	])('over midnight: at %s it is %s', (time, quiet) => {
		expect(isQuiet(night, new Date(`2026-11-25T${time}:00`))).toBe(quiet);
	});

	it.each([
		['11:59', false],
		['12:00', true],
		['13:00', false],
	])('within a day: at %s it is %s', (time, quiet) => {
		expect(isQuiet({ quiet: { from: 720, to: 780 } }, new Date(`2026-11-25T${time}:00`))).toBe(quiet);
	});

	it('follow the clock on the wall when it is changed', () => {
		const early = { quiet: { from: 150, to: 180 } };
		// 2:45 comes twice, and an hour lies between.
		expect(isQuiet(early, new Date('2026-10-25T00:45:00Z'))).toBe(true);
		expect(isQuiet(early, new Date('2026-10-25T01:45:00Z'))).toBe(true);
		expect(isQuiet(early, new Date('2026-10-25T02:00:00Z'))).toBe(false);
		// From 1:59 it goes on with 3:00.
		expect(isQuiet(early, new Date('2026-03-29T00:59:00Z'))).toBe(false);
		expect(isQuiet(early, new Date('2026-03-29T01:00:00Z'))).toBe(false);
		expect(isQuiet(night, new Date('2026-03-29T04:59:00Z'))).toBe(true);
		expect(isQuiet(night, new Date('2026-03-29T05:00:00Z'))).toBe(false);
	});

	it('are none from a time to the same', () => {
		expect(isQuiet({ quiet: { from: 60, to: 60 } }, new Date('2026-11-25T01:00:00'))).toBe(false);
	});
});

describe('a pause', () => {
	/** Half past eleven in the evening before the clocks go back. */
	const now = new Date('2026-10-24T21:30:00Z');

	it('ends at its time', () => {
		expect(isQuiet({ pausedUntil: now.getTime() + 1 }, now)).toBe(true);
		expect(isQuiet({ pausedUntil: now.getTime() }, now)).toBe(false);
	});

	it('until tomorrow ends in the morning, whatever the clock did in the night', () => {
		expect(new Date(tomorrowMorning(now)).toISOString()).toBe('2026-10-25T07:00:00.000Z');
		expect(isQuiet({ pausedUntil: tomorrowMorning(now) }, now)).toBe(true);
	});

	it('does not outlive a clock that was put back', () => {
		expect(isQuiet({ pausedUntil: now.getTime() + 72 * 60 * 60_000 }, now)).toBe(false);
	});
});
