import { describe, expect, it } from 'vitest';
import type { EventBody, EventRow } from '../../store/event-rows.ts';
import type { OutboxRow } from '../../store/outbox-rows.ts';
import type { MessageItem, TimelineItem, WrittenMessage } from './timeline-item.ts';
import { timelineItems } from './timeline-items.ts';
import type { OpenedEvent, OpenedOutgoing, TimelineData } from './timeline-rows.ts';

const noon = new Date(2026, 2, 18, 12, 0).getTime();
const minute = 60_000;
const viewer = { ownUserId: '@alice:x', now: noon + 60 * minute, locale: 'en-GB' };
let order = 0;

function event(changes: Partial<EventRow> = {}, body: Partial<EventBody> = {}): OpenedEvent {
	order += 1;
	return {
		kind: 'event',
		row: {
			kind: 'event',
			roomId: '!a:x',
			order,
			eventId: `$${order}`,
			type: 'm.room.message',
			sender: '@bob:x',
			time: noon,
			isEncrypted: true,
			status: 'readable',
			sealed: new Uint8Array(),
			...changes,
		},
		body: { content: { msgtype: 'm.text', body: 'hello' }, reactions: [], ...body },
	};
}

function member(
	stateKey: string,
	content: Record<string, unknown>,
	changes: Partial<EventRow> = {},
): OpenedEvent {
	return event({ type: 'm.room.member', stateKey, sender: stateKey, ...changes }, { content });
}

function outgoing(changes: Partial<OutboxRow> = {}): OpenedOutgoing {
	return {
		row: {
			sequence: 1,
			roomId: '!a:x',
			transactionId: 'm1',
			type: 'm.room.message',
			sealed: new Uint8Array(),
			time: noon,
			state: 'queued',
			attempt: 0,
			nextTry: 0,
			...changes,
		},
		content: { msgtype: 'm.text', body: 'mine' },
	};
}

function show(
	entries: TimelineData['entries'],
	more: Partial<TimelineData> = {},
	written: WrittenMessage[] = [],
): TimelineItem[] {
	const data = {
		entries,
		outgoing: [],
		members: new Map(),
		replied: new Map(),
		threads: new Map(),
		older: undefined,
		newer: undefined,
		unseen: [],
		window: {},
		...more,
	};
	return timelineItems(data, viewer, written);
}

const messages = (items: TimelineItem[]): MessageItem[] => items.filter((item) => item.kind === 'message');
const kinds = (items: TimelineItem[]): string[] => items.map(({ kind }) => kind);

describe('groups', () => {
	it('join one sender within five minutes of the last message', () => {
		const items = messages(
			show([event(), event({ time: noon + 5 * minute }), event({ time: noon + 11 * minute })]),
		);
		expect(items.map(({ isFirst, isLast }) => [isFirst, isLast])).toEqual([
			[true, false],
			[false, true],
			[true, true],
		]);
	});
	it('end at another sender, a notice and a gap', () => {
		const gap = { kind: 'gap', roomId: '!a:x', order: 0.5, prevBatch: 't' } as const;
		const items = show([
			event(),
			event({ sender: '@carol:x' }),
			member('@dan:x', { membership: 'join' }),
			event(),
			gap,
			event(),
		]);
		expect(messages(items).every(({ isFirst, isLast }) => isFirst && isLast)).toBe(true);
	});
	it('go on beyond the ends of the window', () => {
		const [older, newer] = [event({ time: noon - minute }), event({ time: noon + minute })];
		const [item] = messages(show([event()], { older: older.row, newer: newer.row }));
		expect([item?.isFirst, item?.isLast]).toEqual([false, false]);
		expect(kinds(show([event()], { older: older.row }))).toEqual(['message']);
	});
	it('do not cross midnight', () => {
		const late = new Date(2026, 2, 17, 23, 59).getTime();
		const items = show([event({ time: late }), event({ time: late + 2 * minute })]);
		expect(kinds(items)).toEqual(['day', 'message', 'day', 'message']);
		expect(messages(items).every(({ isFirst }) => isFirst)).toBe(true);
	});
});

describe('outgoing messages', () => {
	it('stand after the events', () => {
		expect(messages(show([event()], { outgoing: [outgoing()] })).map(({ delivery }) => delivery)).toEqual([
			undefined,
			'queued',
		]);
	});
	it('give way to their event, which keeps their key', () => {
		const mine = event({ sender: '@alice:x', transactionId: 'm1' });
		const items = messages(show([mine], { outgoing: [outgoing({ state: 'sent' })] }));
		expect(items.map(({ key, delivery }) => [key, delivery])).toEqual([['m1', 'sent']]);
	});
	it('give way to an event known by its id alone', () => {
		const mine = event({ sender: '@alice:x', eventId: '$mine' });
		expect(
			messages(show([mine], { outgoing: [outgoing({ state: 'sent', eventId: '$mine' })] })),
		).toHaveLength(1);
	});
	it('are shown without a mark until they are durable, and then once', () => {
		const written = [{ transactionId: 'm1', content: { msgtype: 'm.text', body: 'mine' }, time: noon }];
		expect(messages(show([], {}, written))).toMatchObject([{ key: 'm1', delivery: undefined }]);
		const kept = messages(show([], { outgoing: [outgoing()] }, written));
		expect(kept).toMatchObject([{ key: 'm1', delivery: 'queued' }]);
	});
	it('are not shown in a window that does not reach the end', () => {
		const { row } = event();
		expect(messages(show([event()], { outgoing: [outgoing()], newer: row }))).toHaveLength(1);
	});
	it('say why they failed', () => {
		const [item] = messages(show([], { outgoing: [outgoing({ state: 'failed', failure: 'tooLarge' })] }));
		expect(item).toMatchObject({ delivery: 'failed', failure: 'tooLarge', sequence: 1 });
	});
});

describe('messages', () => {
	it('show the newest edit', () => {
		const edited = event(
			{ isEdited: true },
			{ edit: { eventId: '$e', time: noon, content: { msgtype: 'm.text', body: 'new' } } },
		);
		expect(messages(show([edited]))[0]).toMatchObject({ isEdited: true, content: { body: { text: 'new' } } });
	});
	it('that were deleted show nothing of what they were', () => {
		const gone = event({ status: 'redacted' }, { content: { msgtype: 'm.text', body: 'secret' } });
		const [item] = messages(show([gone]));
		expect(item?.content).toEqual({ state: 'redacted' });
		expect(JSON.stringify(item)).not.toContain('secret');
	});
	it('that cannot be read say why', () => {
		const [item] = messages(
			show([event({ type: 'm.room.encrypted', status: 'unreadable', reason: 'keyWithheld' })]),
		);
		expect(item?.content).toEqual({ state: 'unreadable', reason: 'keyWithheld' });
	});
	it('that came in clear are marked, unless the room was not encrypted yet', () => {
		const clear = [event({ isEncrypted: false }), event({ isEncrypted: false, time: noon + 2 * minute })];
		const shields = (more: Partial<TimelineData>) => messages(show(clear, more)).map(({ shield }) => shield);
		expect(shields({ encryptedSince: noon + minute })).toEqual([undefined, 'clear']);
		expect(shields({})).toEqual([undefined, undefined]);
	});
	it('that nobody can be proved to have sent are marked once, others each', () => {
		const shields = ['unproven', 'unproven', 'wrongSender', 'wrongSender', 'unproven'] as const;
		const items = messages(show(shields.map((shield) => event({}, { shield }))));
		expect(items.map(({ shield }) => shield)).toEqual([undefined, ...shields.slice(1)]);
	});
	it('of types nobody knows are not shown', () =>
		expect(show([event({ type: 'org.example.game' })])).toEqual([]));
	it('count reactions by sign, own ones marked, in the order of the first', () => {
		const reactions = [
			{ eventId: '$2', sender: '@carol:x', key: '👍', time: 2 },
			{ eventId: '$1', sender: '@bob:x', key: '🎉', time: 1 },
			{ eventId: '$3', sender: '@alice:x', key: '👍', time: 3 },
		];
		expect(messages(show([event({}, { reactions })]))[0]?.reactions).toEqual([
			{ key: '🎉', count: 1, isOwn: false, names: ['@bob:x'] },
			{ key: '👍', count: 2, isOwn: true, names: ['@carol:x', '@alice:x'] },
		]);
	});
});

describe('quotes', () => {
	const reply = {
		content: { msgtype: 'm.text', body: 'yes', 'm.relates_to': { 'm.in_reply_to': { event_id: '$q' } } },
	};

	it('come from the timeline or from the store', () => {
		const question = event({ eventId: '$q' }, { content: { msgtype: 'm.text', body: 'tea?' } });
		expect(messages(show([question, event({}, reply)]))[1]?.quote).toEqual({
			name: '@bob:x',
			kind: 'text',
			text: 'tea?',
		});
		const replied = new Map([['$q', question]]);
		expect(messages(show([event({}, reply)], { replied }))[0]?.quote?.text).toBe('tea?');
	});
	it('admit that the message is not here', () => {
		expect(messages(show([event({}, reply)]))[0]?.quote?.kind).toBe('unknown');
	});
	it('do not bring a deleted message back', () => {
		const gone = event({ eventId: '$q', status: 'redacted' });
		expect(messages(show([gone, event({}, reply)]))[1]?.quote).toEqual({
			name: '@bob:x',
			kind: 'redacted',
			text: '',
		});
	});
});

describe('notices', () => {
	const codes = (items: TimelineItem[]) =>
		items.flatMap((item) => (item.kind === 'notice' ? item.notice.code : []));

	it('tell joining from a new name and from nothing new', () => {
		const joined = { membership: 'join', displayname: 'Bob' };
		const items = show([
			member('@bob:x', joined),
			member('@bob:x', { ...joined, displayname: 'Bobby' }),
			member('@bob:x', { ...joined, displayname: 'Bobby' }),
		]);
		expect(codes(items)).toEqual(['joined', 'renamed']);
	});
	it('tell leaving, declining, being removed', () => {
		const invited = member('@bob:x', { membership: 'invite' }, { sender: '@alice:x' });
		expect(codes(show([member('@bob:x', { membership: 'leave' })]))).toEqual(['left']);
		expect(codes(show([invited, member('@bob:x', { membership: 'leave' })]))).toEqual([
			'invited',
			'rejectedInvite',
		]);
		expect(codes(show([member('@bob:x', { membership: 'leave' }, { sender: '@alice:x' })]))).toEqual([
			'removed',
		]);
	});
	it('tell two people of one name apart', () => {
		const members = new Map([
			['@bob:x', { displayname: 'Bob' }],
			['@bob:evil', { displayname: 'Bob\u200B' }],
		]);
		expect(messages(show([event()], { members }))[0]?.sender.name).toBe('Bob (@bob:x)');
	});
});

describe('history that was shared', () => {
	const shared = (): OpenedEvent => event({}, { shield: 'unproven', keyFrom: '@bob:x' });
	const lines = (items: TimelineItem[]): string[] =>
		items.map((item) => (item.kind === 'notice' ? item.notice.code : item.kind));

	it('ends with a line that names who shared it', () => {
		const items = show([shared(), shared(), member('@alice:x', { membership: 'join' }), event()]);
		expect(lines(items)).toEqual(['day', 'message', 'message', 'historyShared', 'joined', 'message']);
		expect(items.find((item) => item.kind === 'notice')).toMatchObject({ actorName: '@bob:x' });
	});

	it('has none where it may go on below the window', () => {
		expect(lines(show([shared()], { newer: event().row }))).toEqual(['day', 'message']);
	});
});
