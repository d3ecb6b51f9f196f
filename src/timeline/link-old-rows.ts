import { Dexie } from 'dexie';
import { log } from '../log.ts';
import { type AccountDatabase, isEvent } from '../store/database.ts';
import type { EventRow } from '../store/event-rows.ts';
import { unseal } from '../store/seal.ts';
import { withWriteLock } from '../store/write-lock.ts';
import { linked } from './linked.ts';
import type { TimelineContext } from './plan.ts';

/** So many of a room's newest rows are looked at: what was said longer ago is not found by its page. */
const mostRows = 500;

/**
 * Looks through rows of the first schema for links, a room at a time, so that they are found by the page they are
 * about. A background that ends on the way goes on with the next room. Does nothing in all other accounts.
 */
export async function linkOldRows(
	context: Pick<TimelineContext, 'db' | 'cacheKey' | 'hashPage'>,
	isStopped: () => boolean,
): Promise<void> {
	const { db } = context;
	try {
		for (const roomId of await db.unlinked.toCollection().primaryKeys()) {
			if (isStopped()) return;
			await withWriteLock(() => linkRoom(context, roomId));
		}
	} catch (error) {
		log.warn('older links were not looked for', error);
	}
}

async function linkRoom(context: Parameters<typeof linkOldRows>[0], roomId: string): Promise<void> {
	const { db } = context;
	const rows = (await newestRows(db, roomId)).filter(isEvent);
	const looked = await Promise.all(rows.map((row) => look(context, row)));
	await db.transaction('rw', db.events, db.unlinked, async () => {
		await db.events.bulkPut(looked.flatMap((row) => (row?.pages ? [row] : [])));
		await db.unlinked.delete(roomId);
	});
}

/** A row that is damaged is mended by whoever shows it. */
async function look(
	{ cacheKey, hashPage }: Parameters<typeof linkOldRows>[0],
	row: EventRow,
): Promise<EventRow | undefined> {
	const body = await unseal(cacheKey, row.sealed).catch(() => undefined);
	return body && (await linked(hashPage, row, body));
}

async function newestRows({ events }: AccountDatabase, roomId: string) {
	return await events
		.where('[roomId+order]')
		.between([roomId, Dexie.minKey], [roomId, Dexie.maxKey])
		.reverse()
		.limit(mostRows)
		.toArray();
}
