import type { MatrixClient, MatrixEvent } from 'matrix-js-sdk';
import type { AccountDatabase } from '../store/database.ts';
import type { EventBody, EventRow, RawEvent, RelationRow } from '../store/event-rows.ts';
import type { RoomRow, StateRow } from '../store/room-rows.ts';
import { type CacheKey, seal } from '../store/seal.ts';
import { type OpenEvent, openEvent } from './decrypt.ts';
import { fileAddresses } from './file-addresses.ts';
import { foldTargets, redactRelations } from './fold-targets.ts';
import { linked } from './linked.ts';
import { asContent, asText } from './raw-event.ts';
import { readPlace, readRelation } from './relation.ts';
import { type OpenRelationRow, StoredRelations } from './stored-relations.ts';
import { isOwnWord } from './unread.ts';

export interface TimelineContext {
	db: AccountDatabase;
	cacheKey: CacheKey;
	client: MatrixClient;
	/** What the push rules say of a live event. */
	judge: (event: MatrixEvent) => { notifies: boolean; highlights: boolean };
	/** Makes a room known to the push rules. */
	sketchRoom: (room: RoomRow, own?: StateRow) => Promise<void>;
	/** Hears of an event that cannot be read yet, to try again when its key comes. */
	awaitKey: (roomId: string, event: MatrixEvent) => void;
	/** What stands for a page (`page-key.ts`) in the store. */
	hashPage: (page: string) => Promise<string>;
	/** Hears of what is new and can be read. */
	heard?: (roomId: string, opened: OpenEvent) => void;
}

export interface Placed {
	raw: RawEvent;
	order: number;
	/** It is news, be it late, and not the past from before this device: the push rules apply. */
	isLive: boolean;
}

/** A row with its body open, before it is sealed. */
export interface OpenRow {
	row: Omit<EventRow, 'sealed'>;
	body: EventBody;
}

/** What a list of events comes to, ready to be written in one transaction. */
export interface TimelinePlan {
	events: EventRow[];
	relations: RelationRow[];
	/** Orders at which no row may stand: what stood there is a relation. */
	vacated: number[];
	/** The same rows as `events`, open. */
	opened: OpenRow[];
	/** How far own messages say that their threads were read. */
	ownThreads: { threadId: string; order: number }[];
	/** `mxc:` addresses of the files of what is redacted. */
	goneFiles: string[];
}

/**
 * Turns events into rows: decrypts them, folds relations onto what they concern, in this list or in the
 * store, whichever came first. Taking the same events again changes nothing.
 */
export async function planRows(
	context: TimelineContext,
	roomId: string,
	placed: Placed[],
): Promise<TimelinePlan> {
	const rows = new Map<string, OpenRow>();
	const relations = new Map<string, OpenRelationRow>();
	const vacated: number[] = [];
	const stored = new StoredRelations(context, roomId);
	const [all] = await Promise.all([
		Promise.all(placed.map((one) => openPlaced(context, roomId, one))),
		stored.load(placed.map(({ raw }) => raw.event_id)),
	]);
	for (const { opened, order, isLive } of all) {
		const { raw } = opened;
		if (isLive && opened.status !== 'unreadable') context.heard?.(roomId, opened);
		const relation = relationOf(opened);
		if (relation) {
			relations.set(raw.event_id, relationRow(roomId, order, opened, relation));
			vacated.push(order);
		} else {
			rows.set(raw.event_id, eventRow(context, roomId, order, opened, isLive));
		}
	}
	await stored.load([...relations.values()].map(({ targetId }) => targetId));
	const gone = await redactRelations(context, relations, stored);
	gone.push(...(await foldTargets(context, roomId, rows, relations, stored)));
	const { cacheKey, client } = context;
	const opened = [...rows.values()];
	return {
		vacated,
		opened,
		goneFiles: gone.flatMap(fileAddresses),
		ownThreads: opened.flatMap((open) => {
			const { threadId, order } = open.row;
			return threadId !== undefined && isOwnWord(open, client.getUserId()) ? [{ threadId, order }] : [];
		}),
		events: await Promise.all(
			opened.map(async ({ row, body }) => ({
				...(await linked(context.hashPage, row, body)),
				sealed: await seal(cacheKey, body),
			})),
		),
		relations: await Promise.all(
			[...relations.values()].map(async ({ body, ...row }) => ({
				...row,
				sealed: await seal(cacheKey, body),
			})),
		),
	};
}

async function openPlaced(
	{ client, awaitKey }: TimelineContext,
	roomId: string,
	{ raw, ...place }: Placed,
): Promise<Omit<Placed, 'raw'> & { opened: OpenEvent }> {
	const opened = await openEvent(client, roomId, raw);
	// At once: its key may come before the others are open.
	if (opened.status === 'unreadable') awaitKey(roomId, opened.event);
	return { ...place, opened };
}

function relationOf({ raw, type, content, isEncrypted, status }: OpenEvent): ReturnType<typeof readRelation> {
	return status === 'redacted' ? undefined : readRelation({ ...raw, type, content }, isEncrypted);
}

function relationRow(
	roomId: string,
	order: number,
	{ raw, content, isEncrypted, status, sessionId }: OpenEvent,
	relation: NonNullable<ReturnType<typeof readRelation>>,
): OpenRelationRow {
	return {
		eventId: raw.event_id,
		roomId,
		order,
		...relation,
		sender: raw.sender,
		time: raw.origin_server_ts,
		isEncrypted,
		status,
		...(sessionId !== undefined && { sessionId }),
		body: status === 'unreadable' ? { content: {}, raw } : { content },
	};
}

function eventRow(
	{ judge, client }: TimelineContext,
	roomId: string,
	order: number,
	{
		raw,
		event,
		type,
		content,
		isEncrypted,
		status,
		reason,
		sessionId,
		decryptedBy,
		keyFrom,
		shield,
	}: OpenEvent,
	isLive: boolean,
): OpenRow {
	const verdict =
		isLive && status !== 'redacted' && raw.sender !== client.getUserId() ? judge(event) : undefined;
	const transactionId = asText(raw.unsigned?.transaction_id);
	const previousContent = asContent(raw.unsigned?.prev_content);
	return {
		row: {
			kind: 'event',
			roomId,
			order,
			eventId: raw.event_id,
			type,
			...(raw.state_key !== undefined && { stateKey: raw.state_key }),
			sender: raw.sender,
			time: raw.origin_server_ts,
			isEncrypted,
			status,
			...(reason && { reason }),
			...(sessionId !== undefined && { sessionId }),
			...(status !== 'redacted' && readPlace({ ...raw, content })),
			...(verdict?.notifies && { notifies: 1 }),
			...(verdict?.highlights && { highlights: 1 }),
			...(transactionId !== undefined && { transactionId }),
		},
		body: {
			content: status === 'unreadable' ? {} : content,
			reactions: [],
			...(previousContent && { previousContent }),
			...(verdict && { verdict }),
			...(decryptedBy !== undefined && { decryptedBy }),
			...(keyFrom !== undefined && { keyFrom }),
			...(shield && { shield }),
			...(status === 'unreadable' && { raw }),
		},
	};
}
