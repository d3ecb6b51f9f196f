import type { OutboxRow } from '../store/outbox-rows.ts';
import { longestBackoffMs } from '../sync/backoff.ts';

/** Longer than anyone may take a message back. */
const longestHoldMs = 60_000;
/** A homeserver that asks for more is asked again after this. */
const longestAskedMs = 60 * 60_000;

/** When a row may leave; each in ms since the epoch. */
export type Times = Pick<OutboxRow, 'nextTry' | 'notBefore' | 'heldUntil'>;

/**
 * The times that a clock put back has left too far ahead, brought as near as they can have been meant;
 * undefined when all are as they should be.
 */
export function clampTimes(
	{ nextTry, notBefore, heldUntil }: Times,
	now: number,
): Partial<Times> | undefined {
	const clamped = {
		...(nextTry > now + longestBackoffMs && { nextTry: now + longestBackoffMs }),
		...((notBefore ?? 0) > now + longestAskedMs && { notBefore: now + longestAskedMs }),
		...((heldUntil ?? 0) > now + longestHoldMs && { heldUntil: now + longestHoldMs }),
	};
	return Object.keys(clamped).length > 0 ? clamped : undefined;
}

/** How long a row has still to wait, in ms; nothing when it is due. */
export function waitMs({ nextTry, notBefore = 0, heldUntil = 0 }: Times, now: number): number {
	return Math.max(0, Math.max(nextTry, notBefore, heldUntil) - now);
}
