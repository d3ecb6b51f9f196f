import { liveQuery } from 'dexie';
import type { AccountDatabase } from '../store/database.ts';

const patienceMs = 10_000;

/**
 * Resolves when a joined room's row has come by sync, or when patience ends: it will come later then. A sync may
 * tell of a room before it is whole: of one that `isEncrypted`, that is awaited too, so that it can be sent to.
 */
export async function roomArrival(db: AccountDatabase, roomId: string, isEncrypted = false): Promise<void> {
	const { promise, resolve } = Promise.withResolvers<void>();
	const timer = setTimeout(resolve, patienceMs);
	const subscription = liveQuery(() => db.rooms.get(roomId)).subscribe((room) => {
		if (room?.membership === 'join' && (room.isEncrypted || !isEncrypted)) resolve();
	});
	await promise;
	clearTimeout(timer);
	subscription.unsubscribe();
}
