import type { AccountDatabase } from '../store/database.ts';
import { withWriteLock } from '../store/write-lock.ts';
import type { RoomChange } from '../sync/change-set.ts';

/** MSC2867's name in the specification, then the one from before. */
const types = ['m.marked_unread', 'com.famedly.marked_unread'];

/** The person wants to come back to a room: it stands out until it is read, on all devices. MSC2867. */
export async function markUnread(db: AccountDatabase, roomId: string): Promise<void> {
	await withWriteLock(() =>
		db.transaction('rw', db.rooms, db.markers, async () => {
			await db.rooms.update(roomId, { isMarkedUnread: true });
			await db.markers.put({ roomId, type: 'm.marked_unread', isUnread: true, attempt: 0, nextTry: 0 });
		}),
	);
}

/**
 * Takes in what another device marked, inside the caller's transaction over rooms and markers. What was
 * marked here and is still to be told is newer.
 */
export async function takeMarkedUnread(
	db: AccountDatabase,
	{ roomId, accountData }: Pick<RoomChange, 'roomId' | 'accountData'>,
): Promise<void> {
	const [marker] = types.flatMap((name) => accountData.filter(({ type }) => type === name));
	if (!marker || (await db.markers.get([roomId, 'm.marked_unread']))) return;
	await db.rooms.update(roomId, { isMarkedUnread: marker.content.unread === true });
}
