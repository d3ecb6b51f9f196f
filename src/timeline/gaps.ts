import type { RawEvent } from '../store/rows.ts';

/** What a page of older events does to the gap that it was asked for. */
export interface Fill<E> {
	/** Events to put in, oldest first. */
	events: E[];
	/** Where to go on; undefined when the gap is closed. */
	prevBatch?: string;
}

/**
 * Decides how a live chunk joins what is known: the events that are new, oldest first, and whether
 * something is missing before them.
 */
export function joinLive<E extends Pick<RawEvent, 'event_id'>>(
	chunk: E[],
	known: Pick<ReadonlySet<string>, 'has'>,
	{ isLimited, prevBatch }: { isLimited: boolean; prevBatch?: string },
): Fill<E> {
	const fresh = chunk.filter(isFresh(known));
	const meetsKnown = fresh.length < chunk.length;
	return {
		events: fresh,
		...(isLimited && !meetsKnown && prevBatch !== undefined && { prevBatch }),
	};
}

/**
 * Decides what a page of `/messages` (backwards: newest first) fills: everything down to the first event
 * known below the gap. The gap closes there, or where the homeserver has no more. A page may begin with
 * events from above the gap: where history came in late, as at a join over federation, tokens are not exact.
 * @param known the orders of the events that the store has.
 */
export function fillFromPage<E extends Pick<RawEvent, 'event_id'>>(
	page: E[],
	known: ReadonlyMap<string, number>,
	gapOrder: number,
	end: string | undefined,
): Fill<E> {
	const meets = page.findIndex(({ event_id }) => (known.get(event_id) ?? gapOrder) < gapOrder);
	const fresh = (meets < 0 ? page : page.slice(0, meets)).filter(isFresh(known)).reverse();
	return { events: fresh, ...(meets < 0 && end !== undefined && { prevBatch: end }) };
}

/** Drops known events and doubles within one list. */
function isFresh(known: Pick<ReadonlySet<string>, 'has'>): (event: Pick<RawEvent, 'event_id'>) => boolean {
	const seen = new Set<string>();
	return ({ event_id }) => {
		if (known.has(event_id) || seen.has(event_id)) return false;
		seen.add(event_id);
		return true;
	};
}
