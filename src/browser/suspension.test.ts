import { expect, it } from 'vitest';
import { hasSlept } from './suspension.ts';

it.each([
	['on time', 0, false],
	['a little late', 59_000, false],
	['over a minute late', 61_000, true],
	['early, because the clock was put back', -3_600_000, false],
])('something %s', (_, lateMs, slept) => {
	expect(hasSlept(1_000_000, 1_000_000 + lateMs)).toBe(slept);
});
