import type { Table } from 'dexie';
import { type MatrixEvent, MatrixEventEvent } from 'matrix-js-sdk';
import { isEvent } from '../store/database.ts';
import type { EventRow, RelationRow } from '../store/rows.ts';
import { unseal } from '../store/seal.ts';
import { withWriteLock } from '../store/write-lock.ts';
import { RoomLookup } from '../sync/room-lookup.ts';
import { type Placed, planRows, type TimelineContext } from './plan.ts';
import { settleRoom, writeTimeline } from './write.ts';

/** How many waiting rows of a store are tried at one start; the newest come first. */
const maxTried = 500;

/**
 * Tries unreadable rows again: those that wait for `sessionIds`, or all when undefined. Rows that still
 * can't be read stay, with today's reason.
 * @returns those that can be read now and that the push rules want noticed.
 */
export async function retryUnreadable(
	context: TimelineContext,
	sessionIds?: string[],
): Promise<Pick<EventRow, 'roomId' | 'order'>[]> {
	const { db } = context;
	const readable: Pick<EventRow, 'roomId' | 'order'>[] = [];
	await withWriteLock(async () => {
		for (const [roomId, placed] of await waitingRows(context, sessionIds)) {
			const room = await db.rooms.get(roomId);
			if (!room) continue;
			const plan = await planRows(context, roomId, placed);
			const row = await settleRoom(context, new RoomLookup(db, roomId, []), plan, room);
			await db.transaction('rw', [db.events, db.relations, db.rooms, db.outbox], () =>
				writeTimeline(db, row, plan),
			);
			readable.push(...plan.events.filter(({ status, notifies }) => status === 'readable' && notifies));
		}
	});
	return readable;
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

async function waitingRows(
	{ db, cacheKey }: TimelineContext,
	sessionIds: string[] | undefined,
): Promise<Map<string, Placed[]>> {
	const events = (await waitingIn(db.events, sessionIds)).filter(isEvent);
	const relations: RelationRow[] = await waitingIn(db.relations, sessionIds);
	const rows: (EventRow | RelationRow)[] = [...events, ...relations];
	const newest = rows.sort((a, b) => b.time - a.time).slice(0, maxTried);
	const byRoom = new Map<string, Placed[]>();
	for (const { roomId, order, sealed, ...row } of newest.reverse()) {
		const { raw } = await unseal(cacheKey, sealed);
		if (!raw) continue;
		const isLive = 'kind' in row && row.notifies === 1;
		byRoom.set(roomId, [...(byRoom.get(roomId) ?? []), { raw, order, isLive }]);
	}
	return byRoom;
}

async function waitingIn<T, K, I>(table: Table<T, K, I>, sessionIds: string[] | undefined): Promise<T[]> {
	const where = table.where('sessionId');
	return await (sessionIds ? where.anyOf(sessionIds) : where.above('')).toArray();
}
