import { type AccountDatabase, isEvent } from '../store/database.ts';
import type { Placed } from '../timeline/plan.ts';

/**
 * Up to where the account has read a room, by its own receipts: the highest `order` that they point at;
 * -1 when none points at something known. Client-server API §Receipts.
 */
export async function receiptOrder(
	db: AccountDatabase,
	roomId: string,
	eventIds: string[],
	placed: Placed[],
): Promise<number> {
	let newest = -1;
	for (const eventId of eventIds) {
		const order =
			placed.find(({ raw }) => raw.event_id === eventId)?.order ?? (await orderOf(db, roomId, eventId)) ?? -1;
		newest = Math.max(newest, order);
	}
	return newest;
}

async function orderOf(db: AccountDatabase, roomId: string, eventId: string): Promise<number | undefined> {
	const row = await db.events.where('[roomId+eventId]').equals([roomId, eventId]).first();
	if (row && isEvent(row)) return row.order;
	return (await db.relations.get(eventId))?.order;
}
