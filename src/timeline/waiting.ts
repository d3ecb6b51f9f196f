import type { AccountDatabase } from '../store/database.ts';

/** The rows of one room that wait for the keys of one session. */
export interface Waiting {
	roomId: string;
	sessionId: string;
	/** Of rows of the timeline, the newest first. */
	orders: number[];
	/** Event ids of relations. */
	relationIds: string[];
}

/** Finds by index what waits for `sessionIds`, or all that waits when undefined. */
export async function waitingRows(db: AccountDatabase, sessionIds?: string[]): Promise<Waiting[]> {
	const waiting = new Map<string, Waiting>();
	const of = (roomId: string, sessionId: string): Waiting => {
		const key = `${roomId} ${sessionId}`;
		const found = waiting.get(key) ?? { roomId, sessionId, orders: [], relationIds: [] };
		waiting.set(key, found);
		return found;
	};
	const events = db.events.where('sessionId');
	await (sessionIds ? events.anyOf(sessionIds) : events.above('')).eachKey((sessionId, { primaryKey }) => {
		const [roomId, order] = primaryKey;
		of(roomId, String(sessionId)).orders.push(order);
	});
	const relations = db.relations.where('sessionId');
	await (sessionIds ? relations.anyOf(sessionIds) : relations.above('')).each(
		({ roomId, sessionId = '', eventId }) => of(roomId, sessionId).relationIds.push(eventId),
	);
	return [...waiting.values()].map((found) => ({ ...found, orders: found.orders.reverse() }));
}
