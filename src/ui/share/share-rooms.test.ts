import { describe, expect, it } from 'vitest';
import type { RoomRow } from '../../store/room-rows.ts';
import { shareRooms } from './share-rooms.ts';

function room(roomId: string, changes: Partial<RoomRow> = {}): RoomRow {
	return {
		roomId,
		name: roomId,
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

describe('shareRooms', () => {
	const ids = (rows: RoomRow[], query = ''): string[] => shareRooms(rows, query).map(({ roomId }) => roomId);

	it('offers the newest first, and no room that one is not in', () => {
		const rows = [
			room('!old:x'),
			room('!new:x', { activity: 9 }),
			room('!invite:x', { activity: 10, membership: 'invite' }),
			room('!space:x', { activity: 11, kind: 'space' }),
		];
		expect(ids(rows)).toEqual(['!new:x', '!old:x']);
	});

	it('narrows by what is typed', () => {
		const rows = [room('!a:x', { name: 'Trip to Rome', activity: 2 }), room('!b:x', { name: 'Book club' })];
		expect(ids(rows, 'book')).toEqual(['!b:x']);
	});

	it('stays short for someone with thousands of rooms', () => {
		expect(ids(Array.from({ length: 3000 }, (_, index) => room(`!${index}:x`))).length).toBeLessThanOrEqual(
			30,
		);
	});
});
