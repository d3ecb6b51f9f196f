/** What the list is first asked for: what a person sees at once. */
const first = 20;

/** More rooms than this, all of them new, make an answer of several megabytes. */
export const mostNew = 200;

/** A window that reaches over every room that there is and that may come. */
export const wholeWindow = 1_000_000;

/**
 * How far the next request's window reaches, after one that reached over `windowSize` rooms: the top of the
 * list first, then three times as much, until it is whole. `undefined` is a new connection.
 * @param most how many rooms it may grow by.
 */
export function nextWindow(windowSize: number | undefined, most: number): number {
	if (windowSize === undefined) return Math.min(first, most);
	if (windowSize >= wholeWindow) return wholeWindow;
	return windowSize + Math.min(2 * windowSize, most);
}

/** What a window came to, once its answer says how many rooms there are. */
export function reachedWindow(windowSize: number, count: number): number {
	return windowSize >= count ? wholeWindow : windowSize;
}

/** By how many rooms a window may grow, after one whose answer did not come in time. */
export function smallerGrowth(windowSize: number | undefined, window: number): number {
	return Math.max(1, Math.floor((window - (windowSize ?? 0)) / 3));
}
