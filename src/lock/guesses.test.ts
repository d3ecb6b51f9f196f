import { describe, expect, it } from 'vitest';
import { waitLeftMs } from './guesses.ts';

describe('the wait before the next guess', () => {
	it.each([
		[0, 0],
		[2, 0],
		[3, 5_000],
		[4, 10_000],
		[8, 160_000],
		[11, 900_000],
		[5_000, 900_000],
	])('after %i wrong ones is %i ms', (count, waitMs) => {
		expect(waitLeftMs({ count, time: 1_000 }, 1_000)).toBe(waitMs);
	});

	it('passes', () => {
		expect(waitLeftMs({ count: 3, time: 1_000 }, 5_999)).toBe(1);
		expect(waitLeftMs({ count: 3, time: 1_000 }, 6_000)).toBe(0);
	});
});
