import { type AccountDatabase, isEvent } from '../store/database.ts';
import type { RawEvent } from '../store/event-rows.ts';

/** The orders of those of these events that the store has already, as rows or as relations. */
export async function knownEvents(
	db: AccountDatabase,
	roomId: string,
	events: Pick<RawEvent, 'event_id'>[],
): Promise<Map<string, number>> {
	const ids = events.map(({ event_id }) => event_id);
	if (ids.length === 0) return new Map();
	const [rows, relations] = await Promise.all([
		db.events
			.where('[roomId+eventId]')
			.anyOf(ids.map((id) => [roomId, id]))
			.toArray(),
		db.relations.bulkGet(ids),
	]);
	const known = new Map(rows.filter(isEvent).map(({ eventId, order }) => [eventId, order]));
	for (const relation of relations)
		if (relation?.roomId === roomId) known.set(relation.eventId, relation.order);
	return known;
}
