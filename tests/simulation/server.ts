import { MatrixError } from 'matrix-js-sdk';
import type { RawEvent } from '../../src/store/event-rows.ts';

/** How a homeserver pages; each number is used once, then the next. */
export interface Habits {
	/** How many events the pages hold; 0 is an empty page that has a further token. */
	pageSizes: number[];
	/** How many events, known to whoever asks, the pages repeat from before their beginning. */
	overlaps: number[];
	/** It shows the surroundings of no event. */
	hidesContext: boolean;
}

/** A room's history as a homeserver gives it out: by sync, and by pages in both directions. */
export class SimulatedServer {
	readonly events: RawEvent[];
	/** How many of the events have happened. */
	length = 0;
	readonly #habits: Habits;
	#pages = 0;

	constructor(events: RawEvent[], habits: Habits) {
		this.events = events;
		this.#habits = habits;
	}

	/** What `/sync` gives of the room from `since` (a count of events), at most `limit` events. */
	sync(since: number, limit: number) {
		const from = Math.max(since, this.length - limit);
		return {
			timeline: this.#slice(from, this.length),
			isLimited: from > since,
			prevBatch: tokenAt(from),
			next: this.length,
		};
	}

	/** Answers `/messages` and `/context`. */
	answer(path: string, query: { from?: string; dir?: string } = {}, known: ReadonlySet<string>): unknown {
		const context = /\/context\/(.*)$/.exec(path)?.[1];
		if (context !== undefined) {
			if (this.#habits.hidesContext) throw new MatrixError({ errcode: 'M_NOT_FOUND' }, 404);
			const index = this.events.findIndex(({ event_id }) => event_id === decodeURIComponent(context));
			return { end: tokenAt(index + 1) };
		}
		const { from = '', dir } = query;
		const [place = 0, turn = 0] = from.slice(1).split('#').map(Number);
		const size = this.#next(this.#habits.pageSizes) ?? 10;
		const overlap = this.#next(this.#habits.overlaps) ?? 0;
		this.#pages += 1;
		if (size === 0) return { chunk: [], end: `t${place}#${turn + 1}` };
		if (dir === 'b') {
			const end = Math.max(0, place - size);
			const chunk = this.#slice(end, place + this.#overlap(place, 1, overlap, known)).reverse();
			return { chunk, ...(end > 0 && { end: tokenAt(end) }) };
		}
		const end = Math.min(this.length, place + size);
		return {
			chunk: this.#slice(place - this.#overlap(place - 1, -1, overlap, known), end),
			...(end < this.length && { end: tokenAt(end) }),
		};
	}

	/** The events as they are once the redactions so far have happened. */
	#slice(from: number, to: number): RawEvent[] {
		const redactions = new Map(
			this.events
				.slice(0, this.length)
				.map((event) => [event.type === 'm.room.redaction' && event.redacts, event]),
		);
		return this.events.slice(from, to).map((event) => {
			const redaction = redactions.get(event.event_id);
			const relatesTo = event.content['m.relates_to'] as { rel_type?: string } | undefined;
			// What an edit or reaction was can't be told any more once its homeserver has emptied it.
			const isRelation = relatesTo?.rel_type === 'm.replace' || relatesTo?.rel_type === 'm.annotation';
			if (!redaction || event.type === 'm.room.redaction' || isRelation) return event;
			return { ...event, content: {}, unsigned: { redacted_because: redaction } };
		});
	}

	#overlap(from: number, way: 1 | -1, most: number, known: ReadonlySet<string>): number {
		let size = 0;
		while (size < most && known.has(this.events[from + way * size]?.event_id ?? '')) size += 1;
		return size;
	}

	#next(list: number[]): number | undefined {
		return list.length === 0 ? undefined : list[this.#pages % list.length];
	}
}

function tokenAt(place: number): string {
	return `t${place}`;
}
