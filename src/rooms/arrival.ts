import { liveQuery } from 'dexie';
import type { AccountDatabase } from '../store/database.ts';

const patienceMs = 10_000;

/** Resolves when a joined room's row has come by sync, or when patience ends: it will come later then. */
export async function roomArrival(db: AccountDatabase, roomId: string): Promise<void> {
	const { promise, resolve } = Promise.withResolvers<void>();
	const timer = setTimeout(resolve, patienceMs);
	const subscription = liveQuery(() => db.rooms.get(roomId)).subscribe((room) => {
		if (room?.membership === 'join') resolve();
	});
	await promise;
	clearTimeout(timer);
	subscription.unsubscribe();
}
