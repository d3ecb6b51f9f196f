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
	/** Older rows are in the store. */
	hasOlder: boolean;
}

export interface RawTimeline {
	rows: TimelineRow[];
	outgoing: OutboxRow[];
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
	return { rows, outgoing, hasOlder };

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
	const replied = await readReplied(account, roomId, entries, outgoing);
	const members = await readMembers(account, roomId, [...entries, ...replied.values()]);
	return { entries, outgoing, members, replied, hasOlder: raw.hasOlder };
}

async function openEvent(account: Account, row: EventRow): Promise<OpenedEvent> {
	const body = await account.unsealer.open(row.sealed);
	if (!body) account.damage.tell(row.roomId);
	return { kind: 'event', row, body: body ?? { content: {}, reactions: [] } };
}

async function readReplied(
	account: Account,
	roomId: string,
	entries: (OpenedEvent | GapRow)[],
	outgoing: OpenedOutgoing[],
): Promise<Map<string, OpenedEvent>> {
	const here = new Set(entries.map((entry) => (isOpened(entry) ? entry.row.eventId : '')));
	const contents = [
		...entries.filter(isOpened).map(({ body }) => body.content),
		...outgoing.map(({ content }) => content),
	];
	const wanted = contents.map(repliedId).filter((id) => id !== undefined && !here.has(id)) as string[];
	if (wanted.length === 0) return new Map();
	const rows = await account.db.events
		.where('[roomId+eventId]')
		.anyOf([...new Set(wanted)].map((eventId) => [roomId, eventId]))
		.toArray();
	const opened = await Promise.all(rows.filter(isEvent).map((row) => openEvent(account, row)));
	return new Map(opened.map((event) => [event.row.eventId, event]));
}

async function readMembers(
	{ db, userId }: Account,
	roomId: string,
	entries: (OpenedEvent | GapRow)[],
): Promise<Map<string, Content>> {
	const named = new Set([userId]);
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
