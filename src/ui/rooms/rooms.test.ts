import { describe, expect, it } from 'vitest';
import type { Preview, RoomRow } from '../../store/room-rows.ts';
import { heldOrder } from './list-order.ts';
import { roomItem } from './room-item.ts';
import { search } from './search.ts';

const surroundings = { ownUserId: '@alice:x', now: Date.UTC(2026, 2, 18, 10), locale: 'en-GB' };

function room(changes: Partial<RoomRow> = {}): RoomRow {
	return {
		roomId: '!a:x',
		name: 'Trip to Rome',
		kind: 'room',
		membership: 'join',
		isEncrypted: true,
		activity: 1,
		unread: 0,
		highlights: 0,
		readOrder: 0,
		lastOrder: 0,
		announcedOrder: 0,
		heroes: [],
		joinedCount: 2,
		invitedCount: 0,
		hasAllMembers: false,
		...changes,
	};
}

function said(changes: Partial<Preview> = {}): Preview {
	return { sender: '@bob:x', senderName: 'Bob', kind: 'text', text: 'booked', ...changes };
}

describe('roomItem', () => {
	const line = (row: RoomRow, preview?: Preview) => roomItem({ row, preview }, surroundings).preview;

	it('names the sender in a room, not in a direct chat', () => {
		expect(line(room(), said())).toMatchObject({ by: 'other', name: 'Bob', text: 'booked' });
		expect(line(room({ kind: 'direct' }), said())).toMatchObject({ by: 'none' });
	});
	it('says who it was when it was oneself, everywhere', () => {
		expect(line(room({ kind: 'direct' }), said({ sender: '@alice:x' })).by).toBe('you');
	});
	it('puts the name into an emote', () => {
		expect(line(room(), said({ kind: 'emote', text: 'waves' })).text).toBe('Bob waves');
	});
	it('folds a long message into one short line', () => {
		const { text } = line(room(), said({ text: `a\n\n${'b '.repeat(10_000)}` }));
		expect(text.startsWith('a b b')).toBe(true);
		expect(text.length).toBeLessThanOrEqual(200);
	});
	it('is empty without a message', () => expect(line(room()).kind).toBe('empty'));
	it('falls back to the user id of a chat whose name cannot be seen', () => {
		expect(
			roomItem({ row: room({ name: '\u202E', directUserId: '@b:x' }), preview: undefined }, surroundings)
				.name,
		).toBe('@b:x');
	});
	it('counts nothing on an invite', () => {
		expect(
			roomItem({ row: room({ membership: 'invite', unread: 3 }), preview: undefined }, surroundings).unread,
		).toBe(0);
	});
});

describe('heldOrder', () => {
	it('keeps rows in their place, adds new ones below, drops those that left', () => {
		const now = ['!c:x', '!b:x', '!new:x'].map((roomId) => ({ roomId }));
		expect(heldOrder(['!a:x', '!b:x', '!c:x'], now).map(({ roomId }) => roomId)).toEqual([
			'!b:x',
			'!c:x',
			'!new:x',
		]);
	});
});

describe('search', () => {
	const entries = [
		{ name: 'Ahoi Bob' },
		{ name: 'Übung' },
		{ name: 'Bob', directUserId: '@bobby:example.org' },
		{ name: 'Kebob' },
	];
	const names = (query: string) => search(entries, query).map(({ name }) => name);

	it('puts names that begin with it first', () => expect(names('bob')).toEqual(['Bob', 'Ahoi Bob', 'Kebob']));
	it('does not mind accents and case', () => expect(names('ubU')).toEqual(['Übung']));
	it('looks at user ids too', () => expect(names('@bobby:ex')).toEqual(['Bob']));
	it('wants every word', () => expect(names('bob ahoi')).toEqual(['Ahoi Bob']));
	it('gives everything for nothing', () => expect(names('  ')).toHaveLength(4));
	it('takes pattern signs literally', () => expect(names('.*(')).toEqual([]));
});
