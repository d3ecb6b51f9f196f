/**
 * Where rows stand in a room: whole numbers, so that a room sorts by one index. Live events count
 * upwards. Each gap leaves room for as many events as it could ever hold, counting downwards.
 */
const gapSpan = 2 ** 32;

/** What a room's `lastOrder` is before its first row. */
export const beforeFirst = -1;

/** Orders for `count` live events after `lastOrder`, oldest first. */
export function appendOrders(lastOrder: number, count: number): number[] {
	return Array.from({ length: count }, (_, index) => lastOrder + 1 + index);
}

/** Where a gap above `lastOrder` stands; live events go on above it. */
export function gapOrderAfter(lastOrder: number): number {
	return lastOrder + gapSpan;
}

/**
 * Orders for `count` events that fill a gap from above, oldest first; the newest takes the gap's own place.
 * What is left of the gap stands right below them.
 */
export function fillOrders(gapOrder: number, count: number): { orders: number[]; gapOrder: number } {
	const left = gapOrder - count;
	return { orders: Array.from({ length: count }, (_, index) => left + 1 + index), gapOrder: left };
}
