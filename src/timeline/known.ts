import { type AccountDatabase, isEvent } from '../store/database.ts';
import type { RawEvent } from '../store/rows.ts';

/** Which of these events the store has already, as rows or as relations. */
export async function knownEvents(
	db: AccountDatabase,
	roomId: string,
	events: Pick<RawEvent, 'event_id'>[],
): Promise<Set<string>> {
	const ids = events.map(({ event_id }) => event_id);
	if (ids.length === 0) return new Set();
	const [rows, relations] = await Promise.all([
		db.events
			.where('[roomId+eventId]')
			.anyOf(ids.map((id) => [roomId, id]))
			.toArray(),
		db.relations.bulkGet(ids),
	]);
	const known = new Set(rows.filter(isEvent).map(({ eventId }) => eventId));
	for (const relation of relations) if (relation) known.add(relation.eventId);
	return known;
}
