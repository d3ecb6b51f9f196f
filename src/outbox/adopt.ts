import { type AccountDatabase, isEvent } from '../store/database.ts';
import type { EventBody, EventRow } from '../store/event-rows.ts';
import { keyedHash } from '../store/keyed-hash.ts';
import { type CacheKey, seal, unseal } from '../store/seal.ts';
import { withWriteLock } from '../store/write-lock.ts';
import { linked } from '../timeline/linked.ts';
import { previewOf } from '../timeline/preview.ts';
import type { QueuedRow } from './queue.ts';

/**
 * Gives an own message back its words: another device sent it, so that this one cannot decrypt the event,
 * but what was written is still in the outbox.
 */
export async function adopt(
	db: AccountDatabase,
	cacheKey: CacheKey,
	{ roomId, type, sealed }: QueuedRow,
	eventId: string,
): Promise<void> {
	await withWriteLock(async () => {
		const event = await db.events.where('[roomId+eventId]').equals([roomId, eventId]).first();
		if (!event || !isEvent(event) || event.status !== 'unreadable') return;
		const { raw, ...before } = await unseal(cacheKey, event.sealed);
		const body: EventBody = { ...before, content: await unseal(cacheKey, sealed) };
		const { reason, sessionId, ...kept } = event;
		const readable = { ...kept, type, status: 'readable' as const };
		const row: EventRow = {
			...(await linked((page) => keyedHash(db, 'page', page), readable, body)),
			sealed: await seal(cacheKey, body),
		};
		const lastMessage = await preview(db, cacheKey, row, body);
		await db.transaction('rw', db.events, db.rooms, async () => {
			await db.events.put(row);
			if (lastMessage) await db.rooms.update(roomId, { lastMessage });
		});
	});
}

/** The line under the room's name, where this event is what it tells of. */
async function preview(db: AccountDatabase, cacheKey: CacheKey, row: EventRow, body: EventBody) {
	const room = await db.rooms.get(row.roomId);
	if (!room?.lastMessage || room.lastMessageOrder !== row.order) return undefined;
	const { senderName } = await unseal(cacheKey, room.lastMessage);
	const words = previewOf({ row, body }, senderName);
	return words && (await seal(cacheKey, words));
}
