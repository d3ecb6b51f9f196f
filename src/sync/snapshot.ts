import { Dexie } from 'dexie';
import { type AccountDatabase, isGap } from '../store/database.ts';
import type { RawEvent } from '../store/event-rows.ts';

/**
 * Leaves out of a snapshot what belongs below the rows that are here: the events before the first known one,
 * where that stands right above a gap. The gap holds them, in their right place.
 */
export async function withoutPast(
	db: AccountDatabase,
	roomId: string,
	timeline: RawEvent[],
	known: ReadonlyMap<string, number>,
): Promise<RawEvent[]> {
	const first = timeline.findIndex(({ event_id }) => known.has(event_id));
	const order = known.get(timeline[first]?.event_id ?? '');
	if (first < 1 || order === undefined) return timeline;
	const below = await db.events
		.where('[roomId+order]')
		.between([roomId, Dexie.minKey], [roomId, order], true, false)
		.last();
	return below && isGap(below) ? timeline.slice(first) : timeline;
}
