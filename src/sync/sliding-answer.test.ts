import { describe, expect, it } from 'vitest';
import { readSliding } from './sliding-answer.ts';

const own = '@alice:a';
const message = (id: string) => ({
	event_id: id,
	type: 'm.room.message',
	sender: '@bob:b',
	origin_server_ts: 1,
	content: { body: 'x' },
});
const member = (membership: string) => ({
	...message('$me'),
	type: 'm.room.member',
	state_key: own,
	content: { membership },
});
const answer = (rest: object) => readSliding({ pos: 'p', lists: { all: { count: 1 } }, ...rest }, own, false);
const room = (part: object) => answer({ rooms: { '!r:a': part } }).rooms[0];

describe('readSliding', () => {
	it.each([{}, { pos: 'p' }, { lists: { all: { count: 1 } } }, { pos: 'p', lists: { all: { count: 'x' } } }])(
		'refuses %j, which says not where to go on',
		(response) => {
			expect(() => readSliding(response, own, false)).toThrow(TypeError);
		},
	);

	it('reads an empty answer', () => {
		expect(answer({})).toEqual({
			pos: 'p',
			count: 1,
			crypto: { toDeviceEvents: [], useMsc4186: true },
			accountData: [],
			rooms: [],
		});
	});

	it('reads a room that is seen first', () => {
		const read = room({
			initial: true,
			limited: true,
			prev_batch: 't',
			num_live: 1,
			joined_count: 2,
			invited_count: -1,
			heroes: [{ user_id: '@bob:b', displayname: 'Bob' }, 7],
			required_state: [member('join'), { broken: true }],
			timeline: [message('$1'), 'broken', message('$2')],
		});
		expect(read).toMatchObject({
			membership: 'join',
			isSnapshot: true,
			isLimited: true,
			prevBatch: 't',
			liveCount: 1,
			joinedCount: 2,
			heroes: ['@bob:b'],
			heroMembers: [{ stateKey: '@bob:b', content: { displayname: 'Bob' } }],
			state: [{ type: 'm.room.member' }],
			timeline: [{ event_id: '$1' }, { event_id: '$2' }],
		});
		expect(read?.invitedCount).toBeUndefined();
	});

	it('says nothing of the membership where the answer does not', () => {
		expect(room({ timeline: [message('$1')] })).not.toHaveProperty('membership');
	});

	it.each([
		[{ required_state: [member('leave')] }, 'leave'],
		[{ timeline: [member('ban')] }, 'ban'],
		[{ initial: true }, 'leave'],
		[{ initial: true, timeline: [message('$1')] }, 'join'],
		[{ initial: true, invite_state: [member('invite')] }, 'invite'],
		[{ invite_state: [member('knock')] }, 'knock'],
	])('reads %j as %s', (part, membership) => {
		expect(room(part)?.membership).toBe(membership);
	});

	it('takes an invite for news', () => {
		expect(room({ initial: true, invite_state: [member('invite')] })).not.toHaveProperty('liveCount');
	});

	it('reads what extensions say of rooms without news', () => {
		const { rooms, crypto, toDeviceSince, accountData } = answer({
			extensions: {
				to_device: { next_batch: '9', events: [{ type: 'm.dummy', sender: '@bob:b', content: {} }, 7] },
				e2ee: {
					device_lists: { changed: ['@bob:b', 'bad', 7] },
					device_one_time_keys_count: { signed_curve25519: 50, bad: 'x' },
					device_unused_fallback_key_types: ['signed_curve25519', 7],
				},
				account_data: {
					global: [{ type: 'm.direct', content: {} }, { type: 'bad' }],
					rooms: { '!a:a': [{ type: 'm.marked_unread', content: { unread: true } }] },
				},
				receipts: { rooms: { '!a:a': { type: 'm.receipt', content: { $1: { 'm.read': { [own]: {} } } } } } },
				typing: { rooms: { '!b:a': { type: 'm.typing', content: { user_ids: [own, '@bob:b'] } } } },
			},
		});
		expect(toDeviceSince).toBe('9');
		expect(crypto).toEqual({
			toDeviceEvents: [{ type: 'm.dummy', sender: '@bob:b', content: {} }],
			deviceLists: { changed: ['@bob:b'], left: [] },
			oneTimeKeysCounts: { signed_curve25519: 50 },
			unusedFallbackKeys: ['signed_curve25519'],
			useMsc4186: true,
		});
		expect(accountData).toEqual([{ type: 'm.direct', content: {} }]);
		expect(rooms).toMatchObject([
			{ roomId: '!a:a', accountData: [{ type: 'm.marked_unread' }], ownReceipts: [{ eventId: '$1' }] },
			{ roomId: '!b:a', typing: ['@bob:b'] },
		]);
	});

	it.each([null, 7, [], { bad: {} }, { '!r:a': 7 }].map((rooms) => ({ rooms })))(
		'leaves out what is wrong in %j',
		(rest) => {
			expect(answer(rest).rooms.flatMap(({ timeline, state }) => [...timeline, ...state])).toEqual([]);
		},
	);
});
