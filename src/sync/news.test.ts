import { describe, expect, it } from 'vitest';
import type { RawEvent } from '../store/event-rows.ts';
import { announcedInvite } from '../store/room-indexes.ts';
import { beforeFirst } from '../timeline/order.ts';
import { announcedFrom } from './news.ts';

const own = '@alice:a';
const fresh = { membership: 'leave', announcedOrder: beforeFirst, lastOrder: beforeFirst } as const;
const known = { membership: 'join', announcedOrder: 7, lastOrder: 9 } as const;

const message = (id: string): RawEvent => ({
	event_id: id,
	type: 'm.room.message',
	sender: '@bob:b',
	origin_server_ts: 1,
	content: {},
});
const join = (unsigned = {}): RawEvent => ({
	...message('$join'),
	type: 'm.room.member',
	state_key: own,
	content: { membership: 'join' },
	unsigned,
});

/** The events stand at 10, 11, 12 … */
function announced(
	existing: Parameters<typeof announcedFrom>[0],
	timeline: RawEvent[],
	liveCount?: number,
): number {
	const orders = new Map(timeline.map(({ event_id }, index) => [event_id, 10 + index]));
	const change = { membership: 'join' as const, timeline, ...(liveCount !== undefined && { liveCount }) };
	return announcedFrom(existing, change, orders, 9 + timeline.length, own);
}

describe('what is announced of a room', () => {
	const three = ['$1', '$2', '$3'].map(message);

	it('is everything new where the room is known', () => {
		expect(announced(known, three, 0)).toBe(7);
	});

	it('is what came since this device looks, where the room is new here', () => {
		expect(announced(fresh, three, 0)).toBe(12);
		expect(announced(fresh, three, 1)).toBe(11);
		expect(announced(fresh, three)).toBe(9);
	});

	it('is nothing from before it was joined', () => {
		expect(announced(fresh, [message('$1'), join(), message('$2')])).toBe(11);
		expect(announced(fresh, [message('$1'), join({ prev_content: { membership: 'join' } })])).toBe(9);
		expect(announced({ ...known, membership: 'leave' }, [join(), message('$2')], 5)).toBe(10);
	});

	it('is an invite that came since, or came again', () => {
		const invite = { membership: 'invite' as const, timeline: [] };
		expect(announcedFrom(fresh, { ...invite, liveCount: 0 }, new Map(), 0, own)).toBe(announcedInvite);
		expect(announcedFrom(known, invite, new Map(), 0, own)).toBe(beforeFirst);
		const again = { ...fresh, membership: 'invite', announcedOrder: announcedInvite } as const;
		expect(announcedFrom(again, invite, new Map(), 0, own)).toBe(announcedInvite);
	});
});
