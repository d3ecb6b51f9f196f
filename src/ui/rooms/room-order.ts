import type { AccountDatabase } from '../../store/database.ts';
import { type OnItsWay, readOnItsWay } from '../../store/on-its-way.ts';
import type { RoomRow } from '../../store/room-rows.ts';

/** A chat's place in the list. Its row is read when the place comes into view. */
export interface RoomRef {
	roomId: string;
	isInvite: boolean;
}

/** How many rows are read, and read again at each change, whatever the account's size. */
export const headCount = 50;

/** Invites stand above chats because their shelf's name sorts after that of chats; each the newest first. */
const index = '[shelf+activity]';

/** The rows that the list begins with, and what is on its way. */
export async function readHead(db: AccountDatabase): Promise<{ rows: RoomRow[]; onItsWay: OnItsWay }> {
	return await db.transaction('r', db.rooms, db.outbox, async () => {
		const [rows, onItsWay] = await Promise.all([
			db.rooms.orderBy(index).reverse().limit(headCount).toArray(),
			readOnItsWay(db),
		]);
		return { rows, onItsWay };
	});
}

/** Every chat's place: keys alone, so that thousands cost little. */
export async function readOrder(db: AccountDatabase): Promise<RoomRef[]> {
	return await db.transaction('r', db.rooms, async () => {
		const [roomIds, invites] = await Promise.all([
			db.rooms.orderBy(index).primaryKeys(),
			db.rooms.where('shelf').equals('invite').count(),
		]);
		return roomIds.reverse().map((roomId, place) => ({ roomId, isInvite: place < invites }));
	});
}

export function refOf({ roomId, shelf }: RoomRow): RoomRef {
	return { roomId, isInvite: shelf === 'invite' };
}

/**
 * The order after a change that moved rooms to the top, as all but few do: the new head, then the others
 * as they were known. Rooms that left further down are there until the order is read again.
 */
export function mergeOrder(head: readonly RoomRef[], known: readonly RoomRef[]): RoomRef[] {
	if (head.length < headCount) return [...head];
	const above = new Set(head.map(({ roomId }) => roomId));
	return [...head, ...known.filter(({ roomId }) => !above.has(roomId))];
}
