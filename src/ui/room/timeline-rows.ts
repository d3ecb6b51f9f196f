import { Dexie } from 'dexie';
import { isEvent } from '../../store/database.ts';
import type {
	Content,
	EventBody,
	EventRow,
	GapRow,
	OutboxRow,
	StateRow,
	TimelineRow,
} from '../../store/rows.ts';
import type { Account } from '../account/account.ts';

/** A timeline row, unsealed. */
export interface OpenedEvent {
	kind: 'event';
	row: EventRow;
	body: EventBody;
}

export interface OpenedOutgoing {
	row: OutboxRow;
	content: Content;
}

/** Everything that one stretch of a room's timeline is shown from. */
export interface TimelineData {
	/** Oldest first. */
	entries: (OpenedEvent | GapRow)[];
	/** In the order in which they leave. */
	outgoing: OpenedOutgoing[];
	/** `m.room.member` content of everyone who is named, by user id. */
	members: Map<string, Content>;
	/** Events that are replied to but are not in `entries`, by event id. */
	replied: Map<string, OpenedEvent>;
	/** Threads that begin with one of `entries`, by its event id. */
	threads: Map<string, Thread>;
	/** Older rows are in the store. */
	hasOlder: boolean;
}

/** What a thread's first message shows of it. */
export interface Thread {
	count: number;
	newest: EventRow;
}

export interface RawTimeline {
	rows: TimelineRow[];
	outgoing: OutboxRow[];
	/** Rows that are replied to and are not among `rows`. */
	replied: EventRow[];
	threads: Map<string, Thread>;
	hasOlder: boolean;
}

/** How many rows are shown at first, and added at each widening. */
export const stretch = 60;

/** Reads the newest rows, or everything from `from` (an `order`) on, once the window has been widened. */
export async function readTimeline(
	{ db }: Account,
	roomId: string,
	from: number | undefined,
): Promise<RawTimeline> {
	const all = db.events
		.where('[roomId+order]')
		.between([roomId, from ?? Dexie.minKey], [roomId, Dexie.maxKey]);
	const [rows, outgoing] = await Promise.all([
		from === undefined ? all.reverse().limit(stretch).toArray() : all.reverse().toArray(),
		db.outbox.where({ roomId }).sortBy('sequence'),
	]);
	rows.reverse();
	const oldest = rows[0]?.order;
	const hasOlder = oldest !== undefined && (await older(oldest).limit(1).count()) > 0;
	const events = rows.filter(isEvent);
	const [replied, threads] = await Promise.all([
		rowsOf(
			db,
			roomId,
			elsewhere(events, ({ repliesTo }) => repliesTo),
		),
		readThreads(db, roomId, events),
	]);
	return { rows, outgoing, replied, threads, hasOlder };

	function older(order: number) {
		return db.events.where('[roomId+order]').between([roomId, Dexie.minKey], [roomId, order], true, false);
	}
}

/** The `order` from which the window shows one stretch more than it does from `oldest` on. */
export async function widen({ db }: Account, roomId: string, oldest: number): Promise<number> {
	const older = await db.events
		.where('[roomId+order]')
		.between([roomId, Dexie.minKey], [roomId, oldest], true, false)
		.reverse()
		.limit(stretch)
		.toArray();
	return older.at(-1)?.order ?? oldest;
}

/** Unseals what was read, and adds the people who are named and the messages that are replied to. */
export async function openTimeline(
	account: Account,
	roomId: string,
	raw: RawTimeline,
): Promise<TimelineData> {
	const entries = await Promise.all(
		raw.rows.map(async (row) => (isEvent(row) ? await openEvent(account, row) : row)),
	);
	const outgoing = await Promise.all(
		raw.outgoing.map(async (row) => ({ row, content: (await account.unsealer.open(row.sealed)) ?? {} })),
	);
	const replied = await openReplied(account, roomId, raw, entries, outgoing);
	const { threads, hasOlder } = raw;
	const senders = [...threads.values()].map(({ newest }) => newest.sender);
	const members = await readMembers(account, roomId, [...entries, ...replied.values()], senders);
	return { entries, outgoing, members, replied, threads, hasOlder };
}

async function openEvent({ unsealer }: Account, row: EventRow): Promise<OpenedEvent> {
	const body = await unsealer.open(row.sealed);
	return { kind: 'event', row, body: body ?? { content: {}, reactions: [] } };
}

async function openReplied(
	account: Account,
	roomId: string,
	raw: RawTimeline,
	entries: (OpenedEvent | GapRow)[],
	outgoing: OpenedOutgoing[],
): Promise<Map<string, OpenedEvent>> {
	// What an outbox row replies to is sealed, as it is in rows of the first schema.
	const here = new Set([...raw.rows.filter(isEvent), ...raw.replied].map(({ eventId }) => eventId));
	const contents = [...entries.filter(isOpened).map(({ body }) => body), ...outgoing];
	const wanted = contents.map(({ content }) => repliedId(content)).filter((id) => id !== undefined);
	const more = await rowsOf(account.db, roomId, new Set(wanted).difference(here));
	const opened = await Promise.all([...raw.replied, ...more].map((row) => openEvent(account, row)));
	return new Map(opened.map((event) => [event.row.eventId, event]));
}

/** The ids that rows refer to, without those of the rows themselves. */
function elsewhere(rows: EventRow[], idOf: (row: EventRow) => string | undefined): Set<string> {
	const ids = new Set(rows.map(idOf).filter((id) => id !== undefined));
	return ids.difference(new Set(rows.map(({ eventId }) => eventId)));
}

async function rowsOf({ events }: Account['db'], roomId: string, ids: Set<string>): Promise<EventRow[]> {
	if (ids.size === 0) return [];
	const keys = [...ids].map((id): [string, string] => [roomId, id]);
	return (await events.where('[roomId+eventId]').anyOf(keys).toArray()).filter(isEvent);
}

/** Counts threads by their index, whatever the order in which their messages came. */
async function readThreads(
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

async function readMembers(
	{ db, userId }: Account,
	roomId: string,
	entries: (OpenedEvent | GapRow)[],
	others: string[],
): Promise<Map<string, Content>> {
	const named = new Set([userId, ...others]);
	for (const { row, body } of entries.filter(isOpened)) {
		named.add(row.sender);
		if (row.type === 'm.room.member' && row.stateKey) named.add(row.stateKey);
		for (const { sender } of body.reactions) named.add(sender);
	}
	const keys = [...named].map((id): [string, string, string] => [roomId, 'm.room.member', id]);
	const rows = (await db.state.bulkGet(keys)).filter((row): row is StateRow => row !== undefined);
	return new Map(rows.map(({ stateKey, content }) => [stateKey, content]));
}

export function isOpened(entry: OpenedEvent | GapRow): entry is OpenedEvent {
	return entry.kind === 'event';
}

/** The event that a message replies to. Source: client-server API, "Rich replies". */
export function repliedId(content: Content): string | undefined {
	const relation = content['m.relates_to'];
	if (typeof relation !== 'object' || relation === null || !('m.in_reply_to' in relation)) return undefined;
	const target = relation['m.in_reply_to'];
	if (typeof target !== 'object' || target === null || !('event_id' in target)) return undefined;
	return typeof target.event_id === 'string' ? target.event_id : undefined;
}
