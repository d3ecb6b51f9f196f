import type { RelationBody, RelationRow } from '../store/event-rows.ts';
import { unseal } from '../store/seal.ts';
import type { TimelineContext } from './plan.ts';

/** A relation's row before it is sealed. */
export type OpenRelationRow = Omit<RelationRow, 'sealed'> & { body: RelationBody };

/** The relations that the store already has, by what they concern and by their own id. */
export class StoredRelations {
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

/** What is left of a relation that was redacted. */
export function emptied(relation: OpenRelationRow): OpenRelationRow {
	const { sessionId, ...rest } = relation;
	return { ...rest, status: 'redacted', body: { content: {} } };
}

/** Unseals a row of the store. */
export async function openRelation(
	{ cacheKey }: TimelineContext,
	stored: RelationRow | undefined,
): Promise<OpenRelationRow | undefined> {
	if (!stored) return undefined;
	const { sealed, ...row } = stored;
	return { ...row, body: await unseal(cacheKey, sealed) };
}
