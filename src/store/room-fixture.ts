import type { RoomRow } from './room-rows.ts';

/** A joined room of which all is read, for tests. */
export function aRoom(roomId: string, over: Partial<RoomRow> = {}): RoomRow {
	return {
		roomId,
		name: `Room ${roomId}`,
		kind: 'room',
		membership: 'join',
		isEncrypted: true,
		activity: 1,
		unread: 0,
		highlights: 0,
		readOrder: 1000,
		lastOrder: 1000,
		announcedOrder: 1000,
		heroes: [],
		joinedCount: 2,
		invitedCount: 0,
		hasAllMembers: false,
		...over,
	};
}
