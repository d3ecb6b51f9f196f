import type { OutboxRow, UnansweredTries } from '../store/outbox-rows.ts';

/** Tries beyond this are not told apart any more. */
const mostDigests = 100;
/** Synapse forgets transaction ids after a day; until half of it is over, asking again is safe. */
const rememberedMs = 12 * 60 * 60_000;
const clockSlackMs = 60_000;

/** Adds a try that leaves now. */
export function withTry(
	tries: UnansweredTries | undefined,
	deviceId: string,
	digest: string,
	now: number,
): UnansweredTries {
	const digests = [...(tries?.digests ?? []), digest].slice(0, mostDigests);
	return { deviceId, since: Math.min(tries?.since ?? now, now), last: now, digests };
}

/** Takes back the newest try: the homeserver has answered that it did not take it. */
export function withoutTry(tries: UnansweredTries | undefined, digest: string): UnansweredTries | undefined {
	if (!tries) return undefined;
	const digests = tries.digests.filter((one) => one !== digest);
	return digests.length > 0 ? { ...tries, digests } : undefined;
}

/** Every try is known by its digest. */
export function isComplete({ digests }: UnansweredTries): boolean {
	return digests.length < mostDigests;
}

/**
 * Whether a try may have arrived and the homeserver would no longer know its transaction id: it was
 * another device's, or too long ago, or nobody can say how long ago because the clock was put back.
 */
export function mustBeLookedFor(
	{ unanswered }: Pick<OutboxRow, 'unanswered'>,
	deviceId: string,
	now: number,
): boolean {
	if (!unanswered) return false;
	const ageMs = now - unanswered.last;
	return unanswered.deviceId !== deviceId || ageMs > rememberedMs || ageMs < -clockSlackMs;
}
