import { Dexie } from 'dexie';
import { type AccountDatabase, isEvent } from './database.ts';
import { type CacheKey, unseal } from './seal.ts';

const mostRows = 200;

/** Looks through a room's newest rows. @throws DamagedError when one is not what was written. */
export async function checkRoom(db: AccountDatabase, cacheKey: CacheKey, roomId: string): Promise<void> {
	const room = await db.rooms.get(roomId);
	if (room?.lastMessage) await unseal(cacheKey, room.lastMessage);
	const rows = await db.events
		.where('[roomId+order]')
		.between([roomId, Dexie.minKey], [roomId, Dexie.maxKey])
		.reverse()
		.limit(mostRows)
		.toArray();
	for (const row of rows) if (isEvent(row)) await unseal(cacheKey, row.sealed);
}
