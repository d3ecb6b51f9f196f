import { liveQuery } from 'dexie';
import { log } from '../log.ts';
import type { SessionRow } from './account-rows.ts';
import type { AccountDatabase } from './database.ts';
import { type Glance, glanceRooms, keepGlance } from './glance.ts';
import type { RoomRow } from './room-rows.ts';
import { type CacheKey, unseal } from './seal.ts';

/**
 * Keeps what a window paints first up to date (`keepGlance`): it is there in a fraction of the
 * time that opening the database takes. What it lacks after a background that was killed, the window sees a moment
 * later in the database.
 * @returns the function that ends it.
 */
export function followGlance(db: AccountDatabase, cacheKey: CacheKey): () => void {
	let turn = Promise.resolve();
	let isOver = false;
	const subscription = liveQuery(async () => ({
		session: await db.session.get('session'),
		rows: await db.rooms.orderBy('[shelf+activity]').reverse().limit(glanceRooms).toArray(),
	})).subscribe({
		next: ({ session, rows }) => {
			if (!session) return;
			turn = turn
				.then(async () => {
					const glance = await open(cacheKey, session, rows);
					if (!isOver) await keepGlance(db.userId, glance);
				})
				.catch((error: unknown) => log.warn('no glance was kept', error));
		},
		error: (error: unknown) => log.warn('the glance is not followed any more', error),
	});
	return () => {
		isOver = true;
		subscription.unsubscribe();
	};
}

async function open(
	cacheKey: CacheKey,
	{ accessToken, refreshToken, recoveryKey, reset, ...session }: SessionRow,
	rows: RoomRow[],
): Promise<Glance> {
	const rooms = rows.map(async ({ lastMessage, ...row }) => ({
		row,
		preview: lastMessage && (await unseal(cacheKey, lastMessage).catch(() => undefined)),
	}));
	return { session, rooms: await Promise.all(rooms) };
}
