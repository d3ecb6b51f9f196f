import type { AccountDatabase } from '../store/database.ts';
import type { GapRow } from '../store/event-rows.ts';
import type { RoomRow, StateRow } from '../store/room-rows.ts';
import { RoomLookup } from '../sync/room-lookup.ts';
import { gapsOf, highestEvent, lowestEvent } from './edges.ts';
import { fillFromPage, type GapEnd } from './gaps.ts';
import type { HistoryPage } from './history-page.ts';
import { knownEvents } from './known.ts';
import { appendOrders, fillOrders } from './order.ts';
import { planRows, type TimelineContext } from './plan.ts';
import { settleRoom, timelineTables, writeTimeline } from './write.ts';

/** What a page brought. */
export interface TakenPage {
	count: number;
	/** What is left of the gap. */
	gap?: GapRow;
}

/**
 * Puts a page into a gap of the store, under the caller's write lock.
 * @param end where to go on from this end; undefined when the homeserver has no more there.
 */
export async function takePage(
	context: TimelineContext,
	room: RoomRow,
	gap: GapRow,
	from: GapEnd,
	page: HistoryPage,
	end: string | undefined,
): Promise<TakenPage> {
	const { db } = context;
	const { roomId } = room;
	const { bottom, farEdge } = await surroundings(db, gap, from);
	const known = await knownEvents(db, roomId, page.events);
	const { events, meets } = fillFromPage(page.events, known, {
		from,
		order: gap.order,
		...(farEdge !== undefined && { farEdge }),
	});
	const filled =
		from === 'above'
			? fillOrders(gap.order, events.length)
			: { orders: appendOrders(bottom ?? gap.order, events.length), gapOrder: gap.order };
	// Below the lowest gap is the past from before this device, which is no news.
	const isLive = bottom !== undefined;
	if (isLive) await context.sketchRoom(room);
	const placed = events.map((raw, index) => ({ raw, order: filled.orders[index] as number, isLive }));
	const plan = await planRows(context, roomId, placed);
	const lookup = new RoomLookup(db, roomId, await unknownMembers(db, page.members));
	const row = await settleRoom(context, lookup, plan, room);
	const left = meets ? undefined : leftOf({ ...gap, order: filled.gapOrder }, from, end);
	await db.transaction('rw', timelineTables(db), async () => {
		await db.events.delete([roomId, gap.order]);
		await db.state.bulkPut(lookup.changed);
		await writeTimeline(db, row, plan);
		if (left) await db.events.put(left);
	});
	return { count: events.length, ...(left && { gap: left }) };
}

/** The end of history above closes the gap; the end from below only says that the other end must go on. */
function leftOf(
	{ nextBatch, aboveEventId, ...gap }: GapRow,
	from: GapEnd,
	end: string | undefined,
): GapRow | undefined {
	if (from === 'below') {
		return { ...gap, ...(aboveEventId && { aboveEventId }), ...(end !== undefined && { nextBatch: end }) };
	}
	if (end === undefined) return undefined;
	return { ...gap, prevBatch: end, ...(nextBatch !== undefined && { nextBatch }) };
}

/** The event right below the gap, and the farthest event of the stretch on the other side. */
async function surroundings(
	db: AccountDatabase,
	{ roomId, order }: GapRow,
	from: GapEnd,
): Promise<{ bottom?: number; farEdge?: number }> {
	const gaps = await gapsOf(db, roomId);
	const lower = gaps.findLast((gap) => gap.order < order)?.order ?? Number.NEGATIVE_INFINITY;
	const upper = gaps.find((gap) => gap.order > order)?.order ?? Number.POSITIVE_INFINITY;
	const bottom = await highestEvent(db, roomId, lower, order);
	const far =
		from === 'above'
			? await lowestEvent(db, roomId, lower, order)
			: await highestEvent(db, roomId, order, upper);
	return { ...(bottom && { bottom: bottom.order }), ...(far && { farEdge: far.order }) };
}

/** What the store knows of a person is newer than what a page of the past says, and stays. */
async function unknownMembers(db: AccountDatabase, members: StateRow[]): Promise<StateRow[]> {
	const stored = await db.state.bulkGet(
		members.map(({ roomId, type, stateKey }): [string, string, string] => [roomId, type, stateKey]),
	);
	return members.filter((_, index) => !stored[index]);
}
