import { expect, it } from 'vitest';
import { agoTime } from './ago.ts';

const hour = 60 * 60_000;

it.each([
	[0, 'this minute'],
	[-5 * hour, 'this minute'],
	[5 * 60_000, '5 minutes ago'],
	[hour, '1 hour ago'],
	[24 * hour, 'yesterday'],
	[8 * 24 * hour, 'last week'],
	[70 * 24 * hour, '2 months ago'],
	[800 * 24 * hour, '2 years ago'],
])('says of an age of %d ms: %s', (age, words) => {
	const now = Date.UTC(2026, 0, 1);
	expect(agoTime(now - age, now, 'en')).toBe(words);
});
