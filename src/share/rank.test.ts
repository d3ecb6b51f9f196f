import { describe, expect, it } from 'vitest';
import { aRoom } from '../store/room-fixture.ts';
import { afterShare, rank, scores, weightAt } from './rank.ts';

const day = 86_400_000;
const now = 1000 * day;
const row = (roomId: string, weight: number, ageDays: number, site = '') => ({
	site,
	roomId,
	weight,
	time: now - ageDays * day,
});

describe('afterShare', () => {
	it('counts a share fully when it is made, and half after two weeks', () => {
		const first = afterShare(undefined, now);
		expect(first).toEqual({ weight: 1, time: now });
		expect(weightAt(first, now + 14 * day)).toBeCloseTo(0.5);
		expect(afterShare(first, now + 14 * day).weight).toBeCloseTo(1.5);
	});

	it('lets a clock that was put back make nothing count more', () => {
		expect(weightAt({ weight: 1, time: now + day }, now)).toBe(1);
	});
});

describe('rank', () => {
	const rooms = ['!old:x', '!often:x', '!new:x', '!left:x'].map((roomId, activity) =>
		aRoom(roomId, { activity, ...(roomId !== '!left:x' && { shelf: 'chat' as const }) }),
	);
	const ids = (rows: Parameters<typeof scores>[0], site?: string): string[] =>
		rank(rooms, scores(rows, site, now)).map(({ roomId }) => roomId);

	it('puts the rooms one shares to above the newest, and leaves out those one is not in', () => {
		expect(ids([])).toEqual(['!new:x', '!often:x', '!old:x']);
		expect(ids([row('!old:x', 1, 1), row('!left:x', 9, 1)])).toEqual(['!old:x', '!new:x', '!often:x']);
	});

	it('weighs often against lately', () => {
		expect(ids([row('!often:x', 5, 7), row('!old:x', 1, 0)])[0]).toBe('!often:x');
		expect(ids([row('!often:x', 5, 60), row('!old:x', 1, 0)])[0]).toBe('!old:x');
	});

	it('prefers what was shared from this site, and knows nothing of other sites', () => {
		const rows = [
			row('!often:x', 3, 0),
			row('!old:x', 1, 0),
			row('!old:x', 1, 0, 'site'),
			row('!new:x', 9, 0, 'other'),
		];
		expect(ids(rows, 'site')[0]).toBe('!old:x');
		expect(ids(rows)).toEqual(['!often:x', '!old:x', '!new:x']);
	});
});
