import { describe, expect, it } from 'vitest';
import { readSync } from './classic-answer.ts';

const own = '@alice:a';
const message = (id: string) => ({
	event_id: id,
	type: 'm.room.message',
	sender: '@bob:b',
	origin_server_ts: 1,
	content: { body: 'x' },
});
const room = (part: object) => readSync({ next_batch: 's', rooms: { join: { '!r:a': part } } }, own).rooms[0];

describe('readSync', () => {
	it('refuses an answer that says not where to go on', () => {
		expect(() => readSync({}, own)).toThrow(TypeError);
	});

	it('reads an empty answer', () => {
		expect(readSync({ next_batch: 's' }, own)).toEqual({
			since: 's',
			crypto: { toDeviceEvents: [] },
			accountData: [],
			rooms: [],
		});
	});

	it('reads a joined room', () => {
		const read = room({
			timeline: { events: [message('$1'), { broken: true }], limited: true, prev_batch: 't' },
			summary: { 'm.heroes': ['@bob:b', 7], 'm.joined_member_count': 2 },
			ephemeral: {
				events: [
					{ type: 'm.typing', content: { user_ids: ['@bob:b', own] } },
					{
						type: 'm.receipt',
						content: { $1: { 'm.read': { [own]: { ts: 1 } } }, $2: { 'm.read': { '@bob:b': {} } } },
					},
				],
			},
		});
		expect(read).toMatchObject({
			membership: 'join',
			isLimited: true,
			prevBatch: 't',
			heroes: ['@bob:b'],
			joinedCount: 2,
			typing: ['@bob:b'],
			ownReceipts: [{ eventId: '$1', time: 1, threadId: '' }],
		});
		expect(read?.timeline.map(({ event_id }) => event_id)).toEqual(['$1']);
	});

	it('reads a private receipt as one', () => {
		const content = { $9: { 'm.read.private': { [own]: { ts: 1 } } } };
		expect(room({ ephemeral: { events: [{ type: 'm.receipt', content }] } })?.ownReceipts).toMatchObject([
			{ eventId: '$9' },
		]);
	});

	it('reads the stripped state of an invite', () => {
		const invite_state = {
			events: [
				{ type: 'm.room.name', state_key: '', sender: '@bob:b', content: { name: 'Trip' } },
				{ type: 'm.room.name', sender: '@bob:b', content: {} },
			],
		};
		const [invite] = readSync(
			{ next_batch: 's', rooms: { invite: { '!i:b': { invite_state } } } },
			own,
		).rooms;
		expect(invite).toMatchObject({ membership: 'invite', state: [{ type: 'm.room.name', eventId: '' }] });
	});

	it.each(['state_after', 'org.matrix.msc4222.state_after'])(
		'prefers the state after the timeline, by %s',
		(name) => {
			const topic = { ...message('$t'), type: 'm.room.topic', state_key: '' };
			const read = room({ state: { events: [] }, [name]: { events: [topic] } });
			expect(read).toMatchObject({ isStateAfter: true, state: [{ eventId: '$t' }] });
		},
	);

	it('tells a ban from a leave', () => {
		const ban = { ...message('$b'), type: 'm.room.member', state_key: own, content: { membership: 'ban' } };
		const leave = { '!a:a': { timeline: { events: [ban] } }, '!b:a': {} };
		const rooms = readSync({ next_batch: 's', rooms: { leave } }, own).rooms;
		expect(rooms.map(({ membership }) => membership)).toEqual(['ban', 'leave']);
	});

	it.each([null, 7, [], { join: [] }, { join: { '!r:a': 7 } }, { join: { bad: {} } }])(
		'leaves out rooms of the shape %j',
		(rooms) => {
			expect(readSync({ next_batch: 's', rooms }, own).rooms).toEqual([]);
		},
	);
});
