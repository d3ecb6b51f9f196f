/** A stretch of time, in ms. */
export interface Span {
	begin: number;
	end: number;
}

/** How much of the time between two moments some span covers; where several do, it counts once. */
export function busyMs(spans: readonly Span[], from: number, to: number): number {
	let covered = 0;
	let reached = from;
	for (const { begin, end } of spans.toSorted((a, b) => a.begin - b.begin)) {
		const last = Math.min(end, to);
		if (last <= reached) continue;
		covered += last - Math.max(begin, reached);
		reached = last;
	}
	return covered;
}
