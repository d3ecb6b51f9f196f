import { Dexie } from 'dexie';
import { type AccountDatabase, isEvent } from '../store/database.ts';
import type { ReceiptRow, RoomRow } from '../store/room-rows.ts';
import type { TimelinePlan } from './plan.ts';
import { marked } from './unread.ts';

export type OwnReceipt = Omit<ReceiptRow, 'roomId'>;

/** The thread of receipts that know no threads: they read all of them. Client-server API §Threaded read receipts. */
const everyThread = '';
/** The thread of everything that is in no thread. */
const mainThread = 'main';

/** More than a person's devices could have under way, in public and in private. */
const mostAwaited = 8;

/**
 * Takes own receipts in, of whatever device, inside the caller's transaction, after the plan's rows were
 * written. One whose event is not here waits for it. A threaded receipt takes the marks of the push rules off
 * what it reads.
 * @returns up to where the room was read by receipts that know no threads; -1 without any.
 */
export async function takeReceipts(
	db: AccountDatabase,
	{ roomId, readOrder }: RoomRow,
	plan: TimelinePlan,
	receipts: OwnReceipt[],
): Promise<number> {
	const before = new Map((await storedReceipts(db, roomId)).map((row) => [row.threadId, row]));
	const rows = new Map(before);
	const arrived = new Map(
		[...plan.events, ...plan.relations].map(({ eventId, order }): [string, number] => [eventId, order]),
	);
	for (const receipt of receipts) {
		const order = arrived.get(receipt.eventId) ?? (await orderOf(db, roomId, receipt.eventId));
		rows.set(receipt.threadId, withReceipt(roomId, rows.get(receipt.threadId), receipt, order));
	}
	for (const [threadId, row] of rows) rows.set(threadId, withArrived(row, arrived));
	for (const { threadId, order } of plan.ownThreads) {
		const row = rows.get(threadId) ?? { roomId, threadId, eventId: '', time: 0 };
		if (order > (row.order ?? -1)) rows.set(threadId, { ...row, order });
	}
	await db.ownReceipts.bulkPut([...rows.values()].filter((row) => row !== before.get(row.threadId)));
	await unmark(db, roomId, readOrder, plan, rows, before);
	return rows.get(everyThread)?.order ?? -1;
}

async function storedReceipts(db: AccountDatabase, roomId: string): Promise<ReceiptRow[]> {
	return await db.ownReceipts
		.where('[roomId+threadId]')
		.between([roomId, Dexie.minKey], [roomId, Dexie.maxKey])
		.toArray();
}

function withReceipt(
	roomId: string,
	row: ReceiptRow | undefined,
	{ threadId, eventId, time }: OwnReceipt,
	order: number | undefined,
): ReceiptRow {
	const newest = row && row.time > time ? row : { eventId, time };
	const others = (row?.awaited ?? []).filter((id) => id !== eventId);
	const awaited = order === undefined ? [...others, eventId].slice(-mostAwaited) : others;
	return readTo({ roomId, threadId, eventId: newest.eventId, time: newest.time, awaited }, row?.order, order);
}

/** Receipts take effect as soon as the event that they point at is here. */
function withArrived(row: ReceiptRow, arrived: ReadonlyMap<string, number>): ReceiptRow {
	const here = row.awaited?.filter((id) => arrived.has(id)) ?? [];
	if (here.length === 0) return row;
	const awaited = row.awaited?.filter((id) => !arrived.has(id)) ?? [];
	return readTo({ ...row, awaited }, ...[row.order, ...here.map((id) => arrived.get(id))]);
}

function readTo(
	{ order: _, awaited = [], ...row }: ReceiptRow,
	...orders: (number | undefined)[]
): ReceiptRow {
	const known = orders.filter((order) => order !== undefined);
	return {
		...row,
		...(known.length > 0 && { order: Math.max(...known) }),
		...(awaited.length > 0 && { awaited }),
	};
}

/** Takes the marks off rows that a receipt of their thread has read: those just written, and those it newly reaches. */
async function unmark(
	{ events }: AccountDatabase,
	roomId: string,
	readOrder: number,
	plan: TimelinePlan,
	rows: ReadonlyMap<string, ReceiptRow>,
	before: ReadonlyMap<string, ReceiptRow>,
): Promise<void> {
	const isRead = (row: { order: number; threadId?: string }): boolean =>
		row.order <= (rows.get(row.threadId ?? mainThread)?.order ?? -1);
	const orders = new Set(plan.events.filter((row) => row.notifies && isRead(row)).map(({ order }) => order));
	for (const [threadId, { order = -1 }] of rows) {
		const from = Math.max(readOrder, before.get(threadId)?.order ?? -1);
		if (threadId === everyThread || order <= from) continue;
		const reached = await marked(events, 'notifies', roomId, from, order).toArray();
		for (const row of reached) if (isEvent(row) && isRead(row)) orders.add(row.order);
	}
	if (orders.size === 0) return;
	const keys = [...orders].map((order): [string, number] => [roomId, order]);
	await events
		.where('[roomId+order]')
		.anyOf(keys)
		.modify((row) => {
			if (!isEvent(row)) return;
			delete row.notifies;
			delete row.highlights;
		});
}

/** Where an event stands; undefined when it is not known here. */
async function orderOf(db: AccountDatabase, roomId: string, eventId: string): Promise<number | undefined> {
	const row = await db.events.where('[roomId+eventId]').equals([roomId, eventId]).first();
	if (row && isEvent(row)) return row.order;
	const relation = await db.relations.get(eventId);
	return relation?.roomId === roomId ? relation.order : undefined;
}
