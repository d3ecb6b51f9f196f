import { type MatrixEvent, MatrixEventEvent } from 'matrix-js-sdk';
import { isEvent } from '../store/database.ts';
import type { EventRow, RawEvent } from '../store/event-rows.ts';
import type { RoomRow } from '../store/room-rows.ts';
import { unseal } from '../store/seal.ts';
import { withWriteLock } from '../store/write-lock.ts';
import { RoomLookup } from '../sync/room-lookup.ts';
import { openEvent } from './decrypt.ts';
import { type Placed, planRows, type TimelineContext } from './plan.ts';
import { type Waiting, waitingRows } from './waiting.ts';
import { settleRoom, timelineTables, writeTimeline } from './write.ts';

/** How many rows are decrypted under one hold of the write lock. */
const batchSize = 200;

/** Which rows to try again: those that wait for certain sessions, or whose newest came after a time. */
export type Retried = { sessionIds: string[] } | { since: number };

/**
 * Tries rows again that could not be read: exactly those that wait for `sessionIds`; or those of each session
 * whose newest row is not older than `since` (ms since the epoch), where that one is asked, and the others
 * only if something has changed for it. Rows that still can't be read stay, with today's reason.
 * Of those that can be read now and that the push rules want noticed, the newest waits to be announced
 * (`lateOrder`), from the same moment on.
 */
export async function retryUnreadable(context: TimelineContext, retried: Retried): Promise<void> {
	const isKnown = 'sessionIds' in retried;
	for (const waiting of await waitingRows(context.db, isKnown ? retried.sessionIds : undefined)) {
		if (!isKnown && !(await isChanged(context, waiting, retried.since))) continue;
		const { orders, relationIds } = waiting;
		for (let from = 0; from < Math.max(orders.length, relationIds.length); from += batchSize) {
			const batch = {
				...waiting,
				orders: orders.slice(from, from + batchSize),
				relationIds: relationIds.slice(from, from + batchSize),
			};
			await withWriteLock(() => retryBatch(context, batch));
		}
	}
}

/**
 * Gathers the sessions of events that the SDK has decrypted late, and has their rows tried together.
 * @returns what to call with each event that waits.
 */
export function onLateKeys(retry: (sessionIds: string[]) => Promise<void>): (event: MatrixEvent) => void {
	let arrived = new Set<string>();
	return (event) => {
		event.on(MatrixEventEvent.Decrypted, () => {
			const sessionId: unknown = event.getWireContent().session_id;
			if (event.isDecryptionFailure() || typeof sessionId !== 'string') return;
			arrived.add(sessionId);
			if (arrived.size > 1) return;
			queueMicrotask(() => {
				const sessionIds = [...arrived];
				arrived = new Set();
				void retry(sessionIds);
			});
		});
	};
}

/** Whether the newest row of a session can be read now, or cannot for another reason than before. */
async function isChanged(context: TimelineContext, waiting: Waiting, since: number): Promise<boolean> {
	const { roomId, orders, relationIds } = waiting;
	const row = orders[0] === undefined ? undefined : await context.db.events.get([roomId, orders[0]]);
	if (row && isEvent(row) && row.time < since) return false;
	const [newest] = await waitingIn(context, {
		...waiting,
		orders: orders.slice(0, 1),
		relationIds: orders.length > 0 ? [] : relationIds.slice(-1),
	});
	if (!newest) return false;
	const opened = await openEvent(context.client, roomId, newest.raw);
	if (opened.status !== 'unreadable') return true;
	context.awaitKey(roomId, opened.event);
	return newest.reason !== undefined && newest.reason !== opened.reason;
}

async function retryBatch(context: TimelineContext, waiting: Waiting): Promise<void> {
	const { db } = context;
	const { roomId } = waiting;
	const room = await db.rooms.get(roomId);
	const placed = await waitingIn(context, waiting);
	if (!room || placed.length === 0) return;
	await context.sketchRoom(room);
	const plan = await planRows(context, roomId, placed);
	const settled = await settleRoom(context, new RoomLookup(db, roomId, []), plan, room);
	const row = { ...settled, ...lateOrderOf(settled, plan.events) };
	await db.transaction('rw', timelineTables(db), async () => writeTimeline(db, row, plan));
}

/** The newest unread row that is to be noticed, now that it can be read. */
function lateOrderOf(
	{ readOrder, lateOrder = readOrder }: RoomRow,
	rows: EventRow[],
): Pick<RoomRow, 'lateOrder'> {
	const late = rows.filter(({ status, notifies }) => status === 'readable' && notifies);
	const newest = Math.max(lateOrder, ...late.map(({ order }) => order));
	return newest > readOrder ? { lateOrder: newest } : {};
}

/** The rows that still wait, with the events that the homeserver gave. */
async function waitingIn(
	{ db, cacheKey }: TimelineContext,
	{ roomId, sessionId, orders, relationIds }: Waiting,
): Promise<(Placed & Pick<EventRow, 'reason'>)[]> {
	const [events, relations] = await Promise.all([
		db.events.bulkGet(orders.map((order): [string, number] => [roomId, order])),
		db.relations.bulkGet(relationIds),
	]);
	const placed: (Placed & Pick<EventRow, 'reason'>)[] = [];
	const add = (raw: RawEvent | undefined, rest: Omit<(typeof placed)[number], 'raw'>): void => {
		if (raw) placed.push({ raw, ...rest });
	};
	for (const row of events) {
		if (!row || !isEvent(row) || row.sessionId !== sessionId) continue;
		const { raw, verdict } = await unseal(cacheKey, row.sealed);
		const { order, reason, notifies } = row;
		// Rows of the first schema have no verdict of their own.
		add(raw, { order, isLive: verdict !== undefined || notifies === 1, ...(reason && { reason }) });
	}
	for (const row of relations) {
		if (row?.sessionId !== sessionId) continue;
		add((await unseal(cacheKey, row.sealed)).raw, { order: row.order, isLive: false });
	}
	return placed;
}
