import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clampTimes, waitMs } from './times.ts';

const now = 1_700_000_000_000;
const hourMs = 60 * 60_000;

describe('clampTimes', () => {
	it('leaves times alone that can have been meant', () => {
		expect(clampTimes({ nextTry: now + 60_000, notBefore: now + 1_000, heldUntil: now + 4_000 }, now)).toBe(
			undefined,
		);
	});

	it('brings near what a clock put back by a year has left far ahead', () => {
		const ahead = now + 365 * 24 * hourMs;
		expect(clampTimes({ nextTry: ahead, notBefore: ahead, heldUntil: ahead }, now)).toEqual({
			nextTry: now + 90_000,
			notBefore: now + hourMs,
			heldUntil: now + 60_000,
		});
	});

	it('never makes a message wait longer than the homeserver may ask for, whatever the clock did', () => {
		const time = fc.integer({ min: 0, max: 2 * now });
		fc.assert(
			fc.property(time, time, time, time, (nextTry, notBefore, heldUntil, at) => {
				const times = { nextTry, notBefore, heldUntil };
				const clamped = { ...times, ...clampTimes(times, at) };
				expect(waitMs(clamped, at)).toBeLessThanOrEqual(hourMs);
				expect(waitMs(clamped, at)).toBeLessThanOrEqual(waitMs(times, at));
				expect(clampTimes(clamped, at)).toBe(undefined);
			}),
		);
	});
});

describe('waitMs', () => {
	it('is the longest of all that keeps a message back', () => {
		expect(waitMs({ nextTry: now + 1, notBefore: now + 3, heldUntil: now + 2 }, now)).toBe(3);
		expect(waitMs({ nextTry: 0 }, now)).toBe(0);
	});
});
