import { expect, it } from 'vitest';
import { backoffMs } from './backoff.ts';

it('doubles up to a minute', () => {
	const waits = [1, 2, 3, 6, 7, 50, 5_000].map((attempt) => backoffMs(attempt, 0, () => 0));
	expect(waits).toEqual([1_000, 2_000, 4_000, 32_000, 60_000, 60_000, 60_000]);
});

it('adds up to half by chance', () => {
	expect(backoffMs(1, 0, () => 1)).toBe(1_500);
});

it('waits at least as long as the homeserver asks', () => {
	expect(backoffMs(1, 30_000, () => 0)).toBe(30_000);
	expect(backoffMs(9, 10, () => 0)).toBe(60_000);
});
