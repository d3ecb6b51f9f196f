import type { MatrixClient, MatrixEvent } from 'matrix-js-sdk';
import type { AccountDatabase } from '../store/database.ts';
import { isEvent } from '../store/database.ts';
import type { EventBody, EventRow, RawEvent, RelationBody, RelationRow } from '../store/rows.ts';
import { type CacheKey, seal, unseal } from '../store/seal.ts';
import { type OpenEvent, openEvent } from './decrypt.ts';
import { fold, type OpenRelation } from './fold.ts';
import { asContent, asText } from './raw-event.ts';
import { readRelation } from './relation.ts';

export interface TimelineContext {
	db: AccountDatabase;
	cacheKey: CacheKey;
	client: MatrixClient;
	/** What the push rules say of a live event. */
	judge: (event: MatrixEvent) => { notifies: boolean; highlights: boolean };
	/** Hears of an event that cannot be read yet, to try again when its key comes. */
	awaitKey: (roomId: string, event: MatrixEvent) => void;
}

export interface Placed {
	raw: RawEvent;
	order: number;
	/** Came by sync, not by looking back: the push rules apply. */
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
}

type OpenRelationRow = Omit<RelationRow, 'sealed'> & { body: RelationBody };

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
	for (const { raw, order, isLive } of placed) {
		const opened = await openEvent(context.client, roomId, raw);
		if (opened.status === 'unreadable') context.awaitKey(roomId, opened.event);
		const relation = relationOf(opened);
		if (relation) {
			relations.set(raw.event_id, relationRow(roomId, order, opened, relation));
			vacated.push(order);
		} else {
			rows.set(raw.event_id, eventRow(context, roomId, order, opened, isLive));
		}
	}
	const stored = new StoredRelations(context, roomId);
	await stored.load([...rows.keys(), ...relations.keys(), ...[...relations.values()].map((r) => r.targetId)]);
	await redactRelations(context, relations, stored);
	await foldTargets(context, roomId, rows, relations, stored);
	const { cacheKey } = context;
	return {
		vacated,
		opened: [...rows.values()],
		events: await Promise.all(
			[...rows.values()].map(async ({ row, body }) => ({ ...row, sealed: await seal(cacheKey, body) })),
		),
		relations: await Promise.all(
			[...relations.values()].map(async ({ body, ...row }) => ({
				...row,
				sealed: await seal(cacheKey, body),
			})),
		),
	};
}

function relationOf({ raw, type, content, status }: OpenEvent): ReturnType<typeof readRelation> {
	return status === 'redacted' ? undefined : readRelation({ ...raw, type, content });
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
	{ raw, event, type, content, isEncrypted, status, reason, sessionId }: OpenEvent,
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
			...(verdict?.notifies && { notifies: true }),
			...(verdict?.highlights && { highlights: true }),
			...(transactionId !== undefined && { transactionId }),
		},
		body: {
			content: status === 'unreadable' ? {} : content,
			reactions: [],
			...(previousContent && { previousContent }),
			...(status === 'unreadable' && { raw }),
		},
	};
}

/** The relations that the store already has, by what they concern and by their own id. */
class StoredRelations {
	readonly #context: TimelineContext;
	readonly #roomId: string;
	readonly #byTarget = new Map<string, RelationRow[]>();
	readonly #byId = new Map<string, RelationRow>();

	constructor(context: TimelineContext, roomId: string) {
		this.#context = context;
		this.#roomId = roomId;
	}

	async load(ids: string[]): Promise<void> {
		const fresh = [...new Set(ids)].filter((id) => !this.#byTarget.has(id));
		if (fresh.length === 0) return;
		const { relations } = this.#context.db;
		const [own, about] = await Promise.all([
			relations.bulkGet(fresh),
			relations
				.where('[roomId+targetId]')
				.anyOf(fresh.map((id) => [this.#roomId, id]))
				.toArray(),
		]);
		for (const id of fresh) this.#byTarget.set(id, []);
		for (const row of about) this.#byTarget.get(row.targetId)?.push(row);
		for (const row of own) if (row?.roomId === this.#roomId) this.#byId.set(row.eventId, row);
	}

	about(targetId: string): RelationRow[] {
		return this.#byTarget.get(targetId) ?? [];
	}

	get(eventId: string): RelationRow | undefined {
		return this.#byId.get(eventId);
	}
}

/** A redacted relation counts no more, and its content leaves the disk. */
async function redactRelations(
	context: TimelineContext,
	relations: Map<string, OpenRelationRow>,
	stored: StoredRelations,
): Promise<void> {
	for (const redaction of [...relations.values()].filter(({ relation }) => relation === 'm.redaction')) {
		const target =
			relations.get(redaction.targetId) ?? (await openRelation(context, stored.get(redaction.targetId)));
		if (target && target.relation !== 'm.redaction') relations.set(target.eventId, emptied(target));
	}
	for (const relation of [...relations.values()]) {
		const isRedacted = stored.about(relation.eventId).some((row) => row.relation === 'm.redaction');
		if (isRedacted && relation.relation !== 'm.redaction') relations.set(relation.eventId, emptied(relation));
	}
}

async function foldTargets(
	context: TimelineContext,
	roomId: string,
	rows: Map<string, OpenRow>,
	relations: Map<string, OpenRelationRow>,
	stored: StoredRelations,
): Promise<void> {
	const targets = new Set([...relations.values()].map(({ targetId }) => targetId));
	for (const id of rows.keys()) if (stored.about(id).length > 0) targets.add(id);
	await stored.load([...targets]);
	for (const targetId of targets) {
		const target = rows.get(targetId) ?? (await storedRow(context, roomId, targetId));
		if (!target || target.row.status === 'redacted') continue;
		const about = new Map<string, OpenRelationRow>();
		for (const row of stored.about(targetId)) {
			const open = await openRelation(context, row);
			if (open) about.set(row.eventId, open);
		}
		for (const relation of relations.values()) {
			if (relation.targetId === targetId) about.set(relation.eventId, relation);
		}
		rows.set(targetId, folded(target, [...about.values()]));
		if (rows.get(targetId)?.row.status !== 'redacted') continue;
		for (const relation of about.values()) {
			if (relation.relation !== 'm.redaction') relations.set(relation.eventId, emptied(relation));
		}
	}
}

function folded({ row, body }: OpenRow, about: OpenRelationRow[]): OpenRow {
	const { isRedacted, edit, content, reactions } = fold(
		{ ...row, content: body.content },
		about.map((relation): OpenRelation => ({ ...relation, content: relation.body.content })),
	);
	if (isRedacted) {
		const { reason, sessionId, notifies, highlights, isEdited, ...rest } = row;
		return { row: { ...rest, status: 'redacted' }, body: { content, reactions } };
	}
	const { edit: _edit, ...unedited } = body;
	return {
		row: edit ? { ...row, isEdited: true } : row,
		body: { ...unedited, content, reactions, ...(edit && { edit }) },
	};
}

function emptied(relation: OpenRelationRow): OpenRelationRow {
	const { sessionId, ...rest } = relation;
	return { ...rest, status: 'redacted', body: { content: {} } };
}

async function openRelation(
	{ cacheKey }: TimelineContext,
	stored: RelationRow | undefined,
): Promise<OpenRelationRow | undefined> {
	if (!stored) return undefined;
	const { sealed, ...row } = stored;
	return { ...row, body: await unseal(cacheKey, sealed) };
}

async function storedRow(
	{ db, cacheKey }: TimelineContext,
	roomId: string,
	eventId: string,
): Promise<OpenRow | undefined> {
	const found = await db.events.where('[roomId+eventId]').equals([roomId, eventId]).first();
	if (!found || !isEvent(found)) return undefined;
	const { sealed, ...row } = found;
	return { row, body: await unseal(cacheKey, sealed) };
}
