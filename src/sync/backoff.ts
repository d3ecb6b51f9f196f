const longestMs = 60_000;

/** No wait of `backoffMs` is longer, unless the homeserver asks for it. */
export const longestBackoffMs = longestMs * 1.5;

/**
 * How long to wait before try number `attempt` (1 is the first repeat), in ms: doubling from one second to
 * one minute, with up to half as much again by chance, so that many clients do not come back at once.
 * A wait that the homeserver asked for is the least.
 */
export function backoffMs(attempt: number, retryAfterMs = 0, random: () => number = Math.random): number {
	const base = Math.min(longestMs, 1_000 * 2 ** Math.max(0, attempt - 1));
	return Math.max(retryAfterMs, Math.round(base * (1 + random() / 2)));
}
