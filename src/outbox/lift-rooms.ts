import type { AccountDatabase } from '../store/database.ts';
import { withWriteLock } from '../store/write-lock.ts';

/**
 * Puts the rooms of messages that wait among the newest, where these would have put them had they left. One that
 * leaves at once moves its room when it comes back.
 */
export async function liftRooms(db: AccountDatabase): Promise<void> {
	const rows = await db.outbox.orderBy('sequence').toArray();
	const times = new Map(
		rows.filter(({ type }) => type === 'm.room.message').map(({ roomId, time }) => [roomId, time]),
	);
	if (times.size === 0) return;
	await withWriteLock(() =>
		db.transaction('rw', db.rooms, async () => {
			for (const [roomId, time] of times) {
				const room = await db.rooms.get(roomId);
				if (room && room.activity < time) await db.rooms.update(roomId, { activity: time });
			}
		}),
	);
}
