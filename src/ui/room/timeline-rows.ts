import { type Collection, Dexie } from 'dexie';
import { type AccountDatabase, isEvent } from '../../store/database.ts';
import type { Content, EventBody, EventRow, GapRow, TimelineRow } from '../../store/event-rows.ts';
import type { OutboxRow } from '../../store/outbox-rows.ts';
import type { StateRow } from '../../store/room-rows.ts';
import type { Account } from '../account/account.ts';
import { readReplied, readThreads, rowsOf, type Thread } from './references.ts';
import { stretch, type TimelineWindow, widenDown, widenUp } from './timeline-window.ts';

/** Event types that are messages, in the shape they have after decryption or without it. */
export const messageTypes = new Set(['m.room.message', 'm.sticker', 'm.room.encrypted']);

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
	/** When the room was encrypted, ms since the epoch. */
	encryptedSince?: number | undefined;
	/** The rows next to the window, where the store has more. */
	older: TimelineRow | undefined;
	newer: TimelineRow | undefined;
	/** `order` of each message of others above the one last seen at the end, as far as they are counted. */
	unseen: number[];
	/** The window that was read. */
	window: TimelineWindow;
}

export interface RawTimeline {
	rows: TimelineRow[];
	outgoing: OutboxRow[];
	/** Rows that are replied to and are not among `rows`. */
	replied: EventRow[];
	threads: Map<string, Thread>;
	older: TimelineRow | undefined;
	newer: TimelineRow | undefined;
	unseen: number[];
	window: TimelineWindow;
}

/** The pill counts no further. */
const mostUnseen = 100;

/**
 * Reads the window's rows and the outbox.
 * @param seenOrder `order` of the newest message that was in view at the end
 */
export async function readTimeline(
	{ db, userId }: Account,
	roomId: string,
	window: TimelineWindow,
	seenOrder: number | undefined,
): Promise<RawTimeline> {
	const { from, to } = window;
	return await db.transaction('r', db.events, db.outbox, async () => {
		const [found, outgoing, newer, later] = await Promise.all([
			from === undefined
				? below(db, roomId, undefined)
						.limit(stretch + 1)
						.toArray()
				: db.events
						.where(':id')
						.between([roomId, from], [roomId, to ?? Dexie.maxKey], true, true)
						.toArray(),
			db.outbox.where({ roomId }).sortBy('sequence'),
			to === undefined ? undefined : above(db, roomId, to).first(),
			seenOrder === undefined ? [] : above(db, roomId, seenOrder).limit(mostUnseen).toArray(),
		]);
		const rows = from === undefined ? found.slice(0, stretch).reverse() : found;
		const older = from === undefined ? found[stretch] : await below(db, roomId, from).first();
		const unseen = later.filter((row) => isMessageOfOthers(row, userId)).map(({ order }) => order);
		const events = rows.filter(isEvent);
		const [replied, threads] = await Promise.all([
			readReplied(db, roomId, events),
			readThreads(db, roomId, events),
		]);
		return { rows, outgoing, replied, threads, older, newer, unseen, window };
	});
}

type Rows = Collection<TimelineRow, [string, number]>;

/** All rows below `order`, or all there are, the newest first. */
function below({ events }: AccountDatabase, roomId: string, order: number | undefined): Rows {
	return events
		.where(':id')
		.between([roomId, Dexie.minKey], [roomId, order ?? Dexie.maxKey], true, false)
		.reverse();
}

/** All rows above `order`, the oldest first. */
function above({ events }: AccountDatabase, roomId: string, order: number): Rows {
	return events.where(':id').between([roomId, order], [roomId, Dexie.maxKey], false, true);
}

/** The window with one stretch more above it. */
export async function withOlder(
	{ db }: Account,
	roomId: string,
	data: TimelineData,
): Promise<TimelineWindow> {
	const shown = ordersOf(data);
	const older = await below(db, roomId, shown[0]).limit(stretch).primaryKeys();
	return widenUp(data.window, shown, older.map(([, order]) => order).reverse());
}

/** The window with one stretch more below it. */
export async function withNewer(
	{ db }: Account,
	roomId: string,
	data: TimelineData,
): Promise<TimelineWindow> {
	const shown = ordersOf(data);
	const newer = await above(db, roomId, shown.at(-1) ?? 0)
		.limit(stretch)
		.primaryKeys();
	return widenDown(
		shown,
		newer.map(([, order]) => order),
		newer.length < stretch,
	);
}

/** A window with one stretch of rows, in whose middle stands the row at `order`. */
export async function windowAround({ db }: Account, roomId: string, order: number): Promise<TimelineWindow> {
	const half = stretch / 2;
	const [older, newer] = await Promise.all([
		below(db, roomId, order).limit(half).primaryKeys(),
		above(db, roomId, order).limit(half).primaryKeys(),
	]);
	const shown = [...older.map(([, one]) => one).reverse(), order];
	return widenDown(
		shown,
		newer.map(([, one]) => one),
		newer.length < half,
	);
}

/** The `order` of each row shown, ascending. */
export function ordersOf({ entries }: TimelineData): number[] {
	return entries.map((entry) => (isOpened(entry) ? entry.row.order : entry.order));
}

function isMessageOfOthers(row: TimelineRow, userId: string): boolean {
	return isEvent(row) && row.stateKey === undefined && row.sender !== userId && messageTypes.has(row.type);
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
	const { threads, older, newer, unseen, window } = raw;
	const senders = [...threads.values()].map(({ newest }) => newest.sender);
	const members = await readMembers(account, roomId, [...entries, ...replied.values()], senders);
	const encryptedSince = (await account.db.state.get([roomId, 'm.room.encryption', '']))?.time;
	return { entries, outgoing, members, replied, threads, encryptedSince, older, newer, unseen, window };
}

async function openEvent(account: Account, row: EventRow): Promise<OpenedEvent> {
	const body = await account.unsealer.open(row.sealed);
	if (!body) account.damage.tell(row.roomId);
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
		if (body.keyFrom !== undefined) named.add(body.keyFrom);
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
