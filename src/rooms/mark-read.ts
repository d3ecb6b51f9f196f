import { Dexie } from 'dexie';
import { type AccountDatabase, isEvent } from '../store/database.ts';
import { withWriteLock } from '../store/write-lock.ts';
import { countUnread } from '../timeline/unread.ts';

/**
 * The person has seen a room up to the row at `order`: what is below counts no more, and the homeserver is
 * to be told (`tell-markers.ts`), both in one transaction.
 */
export async function markRead(db: AccountDatabase, roomId: string, order: number): Promise<void> {
	await withWriteLock(() =>
		db.transaction('rw', db.rooms, db.events, db.markers, async () => {
			const room = await db.rooms.get(roomId);
			if (room?.isMarkedUnread) {
				await db.rooms.update(roomId, { isMarkedUnread: false });
				await db.markers.put({ roomId, type: 'm.marked_unread', isUnread: false, attempt: 0, nextTry: 0 });
			}
			const newest = await db.events
				.where('[roomId+order]')
				.between([roomId, Dexie.minKey], [roomId, order], true, true)
				.reverse()
				.filter(isEvent)
				.first();
			if (!room || !newest || !isEvent(newest) || order <= room.readOrder) return;
			const counts = await countUnread(db, { roomId, readOrder: order });
			await db.rooms.update(roomId, { readOrder: order, ...counts });
			await db.markers.put({ roomId, type: 'm.read', eventId: newest.eventId, attempt: 0, nextTry: 0 });
		}),
	);
}
