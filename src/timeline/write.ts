import { Dexie } from 'dexie';
import { type AccountDatabase, isEvent } from '../store/database.ts';
import type { RoomRow } from '../store/rows.ts';
import { seal } from '../store/seal.ts';
import type { TimelineContext, TimelinePlan } from './plan.ts';
import { isMessage, previewOf } from './preview.ts';

/** Names people for previews. */
export interface MemberNames {
	memberName(userId: string): Promise<string>;
}

/** Brings a room's row up to date with what a plan adds: its last message, activity, and own reading. */
export async function settleRoom(
	{ cacheKey, client }: TimelineContext,
	names: MemberNames,
	{ opened }: TimelinePlan,
	room: RoomRow,
): Promise<RoomRow> {
	let settled = room;
	// One's own message means that the room was read up to it, here or on another device.
	for (const { row } of opened) {
		if (row.sender === client.getUserId() && isMessage(row) && row.order > settled.readOrder) {
			settled = { ...settled, readOrder: row.order };
		}
	}
	const newest = opened
		.filter(({ row }) => isMessage(row) && row.order >= (settled.lastMessageOrder ?? -Infinity))
		.reduce<(typeof opened)[number] | undefined>(
			(best, next) => (best && best.row.order > next.row.order ? best : next),
			undefined,
		);
	if (!newest) return settled;
	const preview = previewOf(newest, await names.memberName(newest.row.sender));
	if (!preview) return settled;
	return {
		...settled,
		lastMessage: await seal(cacheKey, preview),
		lastMessageOrder: newest.row.order,
		activity: Math.max(settled.activity, newest.row.time),
	};
}

/**
 * Writes a plan and its room, inside the caller's transaction: outbox rows give way to their events, and
 * the unread counts are counted anew from the rows.
 */
export async function writeTimeline(db: AccountDatabase, room: RoomRow, plan: TimelinePlan): Promise<void> {
	const { roomId } = room;
	await db.events.bulkDelete(plan.vacated.map((order): [string, number] => [roomId, order]));
	await db.events.bulkPut(plan.events);
	await db.relations.bulkPut(plan.relations);
	const transactionIds = plan.events.flatMap(({ transactionId }) => transactionId ?? []);
	const eventIds = new Set(plan.events.map(({ eventId }) => eventId));
	await db.outbox
		.where({ roomId })
		.filter((row) => transactionIds.includes(row.transactionId) || eventIds.has(row.eventId ?? ''))
		.delete();
	const { unread, highlights } = await countUnread(db, room);
	await db.rooms.put({ ...room, unread, highlights });
}

/** Counts the rows above `readOrder` that the push rules want noticed. */
export async function countUnread(
	db: AccountDatabase,
	{ roomId, readOrder }: Pick<RoomRow, 'roomId' | 'readOrder'>,
): Promise<{ unread: number; highlights: number }> {
	const above = await db.events
		.where('[roomId+order]')
		.between([roomId, readOrder], [roomId, Dexie.maxKey], false, false)
		.toArray();
	const notable = above.filter(isEvent).filter(({ notifies }) => notifies);
	return { unread: notable.length, highlights: notable.filter(({ highlights }) => highlights).length };
}
