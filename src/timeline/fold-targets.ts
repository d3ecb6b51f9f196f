import { MatrixEvent } from 'matrix-js-sdk';
import { isEvent } from '../store/database.ts';
import type { Content, EventBody } from '../store/event-rows.ts';
import { unseal } from '../store/seal.ts';
import { fold, type OpenRelation } from './fold.ts';
import type { OpenRow, TimelineContext } from './plan.ts';
import { emptied, type OpenRelationRow, openRelation, type StoredRelations } from './stored-relations.ts';

/** A redacted relation counts no more, and its content leaves the disk. @returns what that was. */
export async function redactRelations(
	context: TimelineContext,
	relations: Map<string, OpenRelationRow>,
	stored: StoredRelations,
): Promise<Content[]> {
	const gone: Content[] = [];
	const empty = (relation: OpenRelationRow): void => {
		if (relation.relation === 'm.redaction') return;
		gone.push(relation.body.content);
		relations.set(relation.eventId, emptied(relation));
	};
	for (const redaction of [...relations.values()].filter(({ relation }) => relation === 'm.redaction')) {
		const target =
			relations.get(redaction.targetId) ?? (await openRelation(context, stored.get(redaction.targetId)));
		if (target) empty(target);
	}
	for (const relation of [...relations.values()]) {
		if (stored.about(relation.eventId).some((row) => row.relation === 'm.redaction')) empty(relation);
	}
	return gone;
}

/**
 * Folds onto each row what is said of it, here and in the store; a row of the store that is concerned joins `rows`.
 * @returns what was said in rows that are redacted with it.
 */
export async function foldTargets(
	context: TimelineContext,
	roomId: string,
	rows: Map<string, OpenRow>,
	relations: Map<string, OpenRelationRow>,
	stored: StoredRelations,
): Promise<Content[]> {
	const gone: Content[] = [];
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
		rows.set(targetId, folded(context, target, [...about.values()]));
		if (rows.get(targetId)?.row.status !== 'redacted') continue;
		gone.push(target.body.content, ...[...about.values()].map(({ body }) => body.content));
		for (const relation of about.values()) {
			if (relation.relation !== 'm.redaction') relations.set(relation.eventId, emptied(relation));
		}
	}
	return gone;
}

function folded(context: TimelineContext, { row, body }: OpenRow, about: OpenRelationRow[]): OpenRow {
	const { isRedacted, edit, content, reactions } = fold(
		{ ...row, content: body.content },
		about.map((relation): OpenRelation => ({ ...relation, content: relation.body.content })),
	);
	if (isRedacted) {
		const { reason, sessionId, notifies, highlights, isEdited, threadId, repliesTo, ...rest } = row;
		return { row: { ...rest, status: 'redacted' }, body: { content, reactions } };
	}
	const { edit: _edit, ...unedited } = body;
	const { notifies: _notifies, highlights: _highlights, isEdited: _isEdited, ...plain } = row;
	const verdict = verdictOn(context, { row, body }, edit?.content);
	return {
		row: {
			...plain,
			...(edit && { isEdited: true }),
			...(verdict?.notifies && { notifies: 1 }),
			...(verdict?.highlights && { highlights: 1 }),
		},
		body: { ...unedited, content, reactions, ...(edit && { edit }) },
	};
}

/** An edit calls for nobody's notice anew (`.m.rule.suppress_edits`), but what it took away calls no more. */
function verdictOn(context: TimelineContext, { row, body }: OpenRow, edited?: Content): EventBody['verdict'] {
	// Rows of the first schema have no verdict of their own.
	const first = body.verdict ?? (row.notifies && { notifies: true, highlights: row.highlights === 1 });
	if (!first?.notifies || !edited) return first;
	const { roomId, eventId, type, sender, time } = row;
	const now = context.judge(
		new MatrixEvent({
			room_id: roomId,
			event_id: eventId,
			type,
			sender,
			origin_server_ts: time,
			content: edited,
		}),
	);
	return { notifies: now.notifies, highlights: first.highlights && now.highlights };
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
