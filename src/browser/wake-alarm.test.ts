import { describe, expect, it } from 'vitest';
import { isAsWanted } from './wake-alarm.ts';

const now = 1_700_000_000_000;
const minuteMs = 60_000;

describe('an alarm', () => {
	it.each([
		['that will ring in time', { scheduledTime: now + 4 * minuteMs, periodInMinutes: 5 }, true],
		['that is late', { scheduledTime: now - 60 * minuteMs, periodInMinutes: 5 }, true],
		['of another period', { scheduledTime: now + minuteMs, periodInMinutes: 15 }, false],
		['that rings once', { scheduledTime: now + minuteMs }, false],
		[
			'left far ahead by a clock put back',
			{ scheduledTime: now + 600 * minuteMs, periodInMinutes: 5 },
			false,
		],
	])('%s', (_, alarm, is) => expect(isAsWanted(alarm, 5, now)).toBe(is));
});
