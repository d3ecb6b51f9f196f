import type { AccountDatabase } from '../store/database.ts';
import { readOnItsWay } from '../store/on-its-way.ts';
import { withWriteLock } from '../store/write-lock.ts';

/**
 * Puts the rooms of messages that wait among the newest, where these would have put them had they left. One that
 * leaves at once moves its room when it comes back.
 */
export async function liftRooms(db: AccountDatabase): Promise<void> {
	const onItsWay = await readOnItsWay(db);
	if (onItsWay.size === 0) return;
	await withWriteLock(() =>
		db.transaction('rw', db.rooms, async () => {
			for (const [roomId, { time }] of onItsWay) {
				const room = await db.rooms.get(roomId);
				if (room && room.activity < time) await db.rooms.update(roomId, { activity: time });
			}
		}),
	);
}
