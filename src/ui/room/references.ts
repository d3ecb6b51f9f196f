import { isEvent } from '../../store/database.ts';
import type { EventRow } from '../../store/event-rows.ts';
import type { Account } from '../account/account.ts';

/** What a thread's first message shows of it. */
export interface Thread {
	count: number;
	newest: EventRow;
}

/** The rows that `rows` reply to and that are not among them. */
export async function readReplied(db: Account['db'], roomId: string, rows: EventRow[]): Promise<EventRow[]> {
	return await rowsOf(
		db,
		roomId,
		elsewhere(rows, ({ repliesTo }) => repliesTo),
	);
}

/** The ids that rows refer to, without those of the rows themselves. */
function elsewhere(rows: EventRow[], idOf: (row: EventRow) => string | undefined): Set<string> {
	const ids = new Set(rows.map(idOf).filter((id) => id !== undefined));
	return ids.difference(new Set(rows.map(({ eventId }) => eventId)));
}

/** The rows of these events that are in the store. */
export async function rowsOf(
	{ events }: Account['db'],
	roomId: string,
	ids: Set<string>,
): Promise<EventRow[]> {
	if (ids.size === 0) return [];
	const keys = [...ids].map((id): [string, string] => [roomId, id]);
	return (await events.where('[roomId+eventId]').anyOf(keys).toArray()).filter(isEvent);
}

/** The threads that begin with one of `rows`: counted by their index, whatever the order in which their messages came. */
export async function readThreads(
	{ events }: Account['db'],
	roomId: string,
	rows: EventRow[],
): Promise<Map<string, Thread>> {
	const counts = new Map<string, number>();
	const newest = new Map<string, number>();
	await events
		.where('[roomId+threadId]')
		.anyOf(rows.map(({ eventId }): [string, string] => [roomId, eventId]))
		.eachKey((key, { primaryKey: [, order] }) => {
			const [, threadId] = key as unknown as [string, string];
			counts.set(threadId, (counts.get(threadId) ?? 0) + 1);
			newest.set(threadId, Math.max(newest.get(threadId) ?? order, order));
		});
	const threads = new Map<string, Thread>();
	for (const [threadId, order] of newest) {
		const row = await events.get([roomId, order]);
		if (row && isEvent(row)) threads.set(threadId, { count: counts.get(threadId) ?? 0, newest: row });
	}
	return threads;
}
