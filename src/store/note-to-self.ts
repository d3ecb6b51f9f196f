import type { AccountDatabase } from './database.ts';

/** The account data that names the room, for all devices: `{ room_id }`. The mark in its `m.room.create`, too. */
export const noteToSelfType = 'chat.messa.note_to_self';

/** Stands for that room where none is known yet: it is made when something is shared there. */
export const noteToSelfId = 'note';

/** The room where the person writes to nobody but themselves, if it is known here and they are in it. */
export async function readNoteToSelf(db: AccountDatabase): Promise<string | undefined> {
	const roomId = (await db.accountData.get(noteToSelfType))?.content.room_id;
	const room = typeof roomId === 'string' ? await db.rooms.get(roomId) : undefined;
	return room?.membership === 'join' && room.isEncrypted ? room.roomId : undefined;
}
