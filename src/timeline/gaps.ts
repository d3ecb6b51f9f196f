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
	known: ReadonlySet<string>,
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
 * Decides what a page of `/messages` (backwards: newest first) fills: everything down to the first
 * known event. The gap closes there, or where the homeserver has no more.
 */
export function fillFromPage<E extends Pick<RawEvent, 'event_id'>>(
	page: E[],
	known: ReadonlySet<string>,
	end: string | undefined,
): Fill<E> {
	const meets = page.findIndex(({ event_id }) => known.has(event_id));
	const fresh = (meets < 0 ? page : page.slice(0, meets)).filter(isFresh(new Set())).reverse();
	return { events: fresh, ...(meets < 0 && end !== undefined && { prevBatch: end }) };
}

/** Drops known events and doubles within one list. */
function isFresh(known: ReadonlySet<string>): (event: Pick<RawEvent, 'event_id'>) => boolean {
	const seen = new Set(known);
	return ({ event_id }) => {
		if (seen.has(event_id)) return false;
		seen.add(event_id);
		return true;
	};
}
