/**
 * The part of a room's rows that is shown, by their `order`, both ends included. Without `from` it is the
 * newest rows; without `to` it goes on to the end and grows with each new message.
 */
export interface TimelineWindow {
	from?: number;
	to?: number;
}

/** How many rows are shown at first and added each time. */
export const stretch = 50;
/** More are never kept: what is far from the view is let go. */
export const capacity = 200;

/** The window with `older` rows above it; too much goes at the other end. Both ascend. */
export function widenUp(
	window: TimelineWindow,
	shown: readonly number[],
	older: readonly number[],
): TimelineWindow {
	const all = [...older, ...shown];
	const to = all.length > capacity ? all[capacity - 1] : window.to;
	return between(all[0], to);
}

/** The window with `newer` rows below it, or up to the end of all rows. */
export function widenDown(
	shown: readonly number[],
	newer: readonly number[],
	isEnd: boolean,
): TimelineWindow {
	const all = [...shown, ...newer];
	return between(all[Math.max(0, all.length - capacity)], isEnd ? undefined : all.at(-1));
}

/**
 * The window after its rows have become more by themselves (new messages, filled gaps): as it is while
 * they are not too many, else the rows around `anchor`, or the newest without one.
 */
export function settle(
	window: TimelineWindow,
	shown: readonly number[],
	anchor: number | undefined,
): TimelineWindow {
	if (shown.length <= capacity + stretch) return window;
	const place = anchor === undefined ? -1 : shown.findLastIndex((order) => order <= anchor);
	const last = shown.length - capacity;
	const first = place < 0 ? last : Math.min(Math.max(0, place - capacity / 2), last);
	return between(shown[first], first === last ? window.to : shown[first + capacity - 1]);
}

function between(from: number | undefined, to: number | undefined): TimelineWindow {
	return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}
