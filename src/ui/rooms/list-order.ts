import type { RoomRow } from '../../store/room-rows.ts';

/**
 * The rooms of the list: invites first, then those the person is in, each newest first; not spaces, which are
 * no chats, and not rooms whose successor is there.
 */
export function listOrder(rooms: readonly RoomRow[]): RoomRow[] {
	return rooms
		.filter(({ kind, isLeftBehind }) => kind !== 'space' && !isLeftBehind)
		.filter(({ membership }) => membership === 'join' || membership === 'invite')
		.sort((a, b) => rank(a) - rank(b) || b.activity - a.activity || (a.roomId < b.roomId ? -1 : 1));
}

function rank({ membership }: RoomRow): number {
	return membership === 'invite' ? 0 : 1;
}

/**
 * Keeps the places of rows while the pointer is over them: those shown before stay where they were, new
 * ones go to the end, those that left go.
 */
export function heldOrder<T extends { roomId: string }>(before: readonly string[], now: readonly T[]): T[] {
	const places = new Map(before.map((roomId, index) => [roomId, index]));
	const place = ({ roomId }: T): number => places.get(roomId) ?? before.length;
	return [...now].sort((a, b) => place(a) - place(b));
}
