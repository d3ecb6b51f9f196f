import { Dexie } from 'dexie';
import { isEvent } from '../store/database.ts';
import type { EventRow } from '../store/event-rows.ts';
import { seal, unseal } from '../store/seal.ts';
import { withWriteLock } from '../store/write-lock.ts';
import type { TimelineContext } from '../timeline/plan.ts';
import { decryptedBefore, shieldOf } from './shield.ts';

/** As many rows as a window shows at most. */
const mostRows = 200;

/** Looks anew whether something is wrong with where a room's newest messages come from, and keeps the answer. */
export async function reviewShields(context: TimelineContext, roomId: string): Promise<void> {
	await withWriteLock(async () => {
		const { db } = context;
		const rows = await db.events
			.where('[roomId+order]')
			.between([roomId, Dexie.minKey], [roomId, Dexie.maxKey])
			.reverse()
			.limit(mostRows)
			.toArray();
		const encrypted = rows.filter(isEvent).filter((row) => row.isEncrypted && row.status === 'readable');
		const reviewed = await Promise.all(encrypted.map((row) => review(context, row)));
		await db.events.bulkPut(reviewed.filter((row) => row !== undefined));
	});
}

/** @returns the row with another answer; undefined where it is still the same. */
async function review({ client, cacheKey }: TimelineContext, row: EventRow): Promise<EventRow | undefined> {
	const { shield: before, ...body } = await unseal(cacheKey, row.sealed);
	// Rows of the first schema do not say which session they came by.
	if (body.decryptedBy === undefined) return undefined;
	const { roomId, eventId, sender, time, type } = row;
	const raw = { event_id: eventId, sender, origin_server_ts: time, type };
	const shield = await shieldOf(client, decryptedBefore(roomId, raw, body.decryptedBy));
	if (shield === before) return undefined;
	return { ...row, sealed: await seal(cacheKey, { ...body, ...(shield && { shield }) }) };
}
