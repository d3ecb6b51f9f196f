import type { AccountDatabase } from '../store/database.ts';
import type { RoomRow } from '../store/room-rows.ts';
import { asContent, asText } from '../timeline/raw-event.ts';
import type { RoomLookup } from './room-lookup.ts';

/** Which room took a room's place, and whose place it took. Client-server API §Room upgrades. */
export async function succession(lookup: RoomLookup): Promise<Pick<RoomRow, 'replacedBy' | 'replaces'>> {
	const [tombstone, create] = await Promise.all([
		lookup.content('m.room.tombstone'),
		lookup.content('m.room.create'),
	]);
	const replacedBy = asRoomId(tombstone.replacement_room);
	const replaces = asRoomId(asContent(create.predecessor)?.room_id);
	return { ...(replacedBy && { replacedBy }), ...(replaces && { replaces }) };
}

/**
 * Brings `isLeftBehind` up to date for rooms that have just been written, inside the caller's transaction.
 * The old room's word counts: a stranger's room cannot hide another by claiming to take its place.
 */
export async function markLeftBehind(db: AccountDatabase, rooms: RoomRow[]): Promise<void> {
	for (const { roomId, replaces, replacedBy } of rooms) {
		if (replacedBy) await mark(db, roomId);
		if (replaces) await mark(db, replaces, roomId);
	}
}

async function mark({ rooms }: AccountDatabase, roomId: string, successorId?: string): Promise<void> {
	const room = await rooms.get(roomId);
	if (!room?.replacedBy || (successorId && room.replacedBy !== successorId)) return;
	const isLeftBehind = (await rooms.get(room.replacedBy))?.membership === 'join';
	if (isLeftBehind !== (room.isLeftBehind ?? false)) await rooms.update(roomId, { isLeftBehind });
}

function asRoomId(value: unknown): string | undefined {
	const text = asText(value);
	return text?.startsWith('!') ? text : undefined;
}
