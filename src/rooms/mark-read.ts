import { Dexie } from 'dexie';
import { type MatrixClient, Method } from 'matrix-js-sdk';
import { log } from '../log.ts';
import { type AccountDatabase, isEvent } from '../store/database.ts';
import { withWriteLock } from '../store/write-lock.ts';

/** The person has seen a room's newest message: counts fall to nothing, and the homeserver is told. */
export async function markRead(db: AccountDatabase, client: MatrixClient, roomId: string): Promise<void> {
	const newest = await db.events
		.where('[roomId+order]')
		.between([roomId, Dexie.minKey], [roomId, Dexie.maxKey])
		.last();
	const room = await db.rooms.get(roomId);
	if (!room || !newest || !isEvent(newest)) return;
	if (room.readOrder >= newest.order && room.unread === 0) return;
	await withWriteLock(() =>
		db.rooms
			.where({ roomId })
			.modify((row) => {
				row.readOrder = Math.max(row.readOrder, newest.order);
				row.unread = 0;
				row.highlights = 0;
			})
			.then(() => undefined),
	);
	try {
		const path = `/rooms/${encodeURIComponent(roomId)}/receipt/m.read/${encodeURIComponent(newest.eventId)}`;
		await client.http.authedRequest(Method.Post, path, undefined, {});
	} catch (error) {
		log.warn('a read receipt was not sent', error);
	}
}
