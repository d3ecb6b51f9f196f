import type { RawEvent } from '../store/event-rows.ts';

/** How a live chunk joins what is known. */
export interface Joined<E> {
	/** Events to put in, oldest first. */
	events: E[];
	/** Where to look for what is missing before them; undefined when nothing is. */
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
): Joined<E> {
	const fresh = chunk.filter(isFresh(known));
	const meetsKnown = fresh.length < chunk.length;
	return {
		events: fresh,
		...(isLimited && !meetsKnown && prevBatch !== undefined && { prevBatch }),
	};
}

/** Which end of a gap is filled: from the newer rows above it, or from the older ones below. */
export type GapEnd = 'above' | 'below';

/** A gap, and the stretch of rows on its other side up to the next gap. */
export interface Hole {
	from: GapEnd;
	order: number;
	/** `order` of the event of that stretch which is farthest from the gap. */
	farEdge?: number;
}

/** What a page does to the gap that it was asked for. */
export interface PageFill<E> {
	/** Events to put in, oldest first. */
	events: E[];
	/** The page reached what is known on the other side: nothing is missing in between. */
	meets: boolean;
}

/**
 * Decides what a page of `/messages` fills, given in the order of the walk: newest first from above,
 * oldest first from below. The gap closes where the page ends among what is known on the other side, or has
 * come through it to its far edge. A single known event does not close it: what was delayed between
 * homeservers stands elsewhere in their order than in ours. Known events of the near side are passed over.
 * @param known the orders of the events that the store has.
 */
export function fillFromPage<E extends Pick<RawEvent, 'event_id'>>(
	page: E[],
	known: ReadonlyMap<string, number>,
	{ from, order, farEdge }: Hole,
): PageFill<E> {
	const way = from === 'above' ? -1 : 1;
	const isPast = (place: number | undefined, line: number): boolean =>
		place !== undefined && (place - line) * way > 0;
	const edge = page.findIndex(({ event_id }) => {
		const place = known.get(event_id);
		return place !== undefined && farEdge !== undefined && (place === farEdge || isPast(place, farEdge));
	});
	const walked = edge < 0 ? page : page.slice(0, edge + 1);
	const fresh = walked.filter(isFresh(known));
	const last = walked.at(-1);
	return {
		events: from === 'above' ? fresh.reverse() : fresh,
		meets: last !== undefined && isPast(known.get(last.event_id), order),
	};
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
