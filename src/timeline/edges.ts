import { Dexie, type Table } from 'dexie';
import { type AccountDatabase, isEvent, isGap } from '../store/database.ts';
import type { GapRow } from '../store/event-rows.ts';

/** An event that the store has, as a row or as a relation, and where it stands. */
export interface Edge {
	eventId: string;
	order: number;
}

/** A room's gaps, the lowest first. */
export async function gapsOf(db: AccountDatabase, roomId: string): Promise<GapRow[]> {
	const rows = await db.events
		.where('[roomId+prevBatch]')
		.between([roomId, Dexie.minKey], [roomId, Dexie.maxKey])
		.toArray();
	return rows.filter(isGap).sort((a, b) => a.order - b.order);
}

/** The highest event of a room between two orders, without them. */
export async function highestEvent(
	db: AccountDatabase,
	roomId: string,
	above: number,
	below: number,
): Promise<Edge | undefined> {
	const [row, relation] = await Promise.all([
		between(db.events, roomId, above, below).last(),
		between(db.relations, roomId, above, below).last(),
	]);
	const event = row && isEvent(row) ? row : undefined;
	return (relation?.order ?? -Infinity) > (event?.order ?? -Infinity) ? relation : event;
}

/** The lowest event of a room between two orders, without them. */
export async function lowestEvent(
	db: AccountDatabase,
	roomId: string,
	above: number,
	below: number,
): Promise<Edge | undefined> {
	const [row, relation] = await Promise.all([
		between(db.events, roomId, above, below).first(),
		between(db.relations, roomId, above, below).first(),
	]);
	const event = row && isEvent(row) ? row : undefined;
	return (relation?.order ?? Infinity) < (event?.order ?? Infinity) ? relation : event;
}

function between<T, K, I>(table: Table<T, K, I>, roomId: string, above: number, below: number) {
	return table.where('[roomId+order]').between([roomId, above], [roomId, below], false, false);
}
