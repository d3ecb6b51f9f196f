import { HTTPError, MatrixError } from 'matrix-js-sdk';
import { requestFailure } from '../account/request-failure.ts';
import { Failure, type FailureCode } from '../failure.ts';

/** After so many errors of our own making in a row, waiting will not help either. */
const mostOwnErrors = 8;

/** What goes by without the person's doing anything about this message. */
const passing: ReadonlySet<FailureCode> = new Set([
	'signedOut',
	'offline',
	'unreachable',
	'diskFull',
	// The person is asked in the room, and the outbox hurries once they have decided.
	'identityChanged',
]);

/** What a failed try means: `refused` for good, or `later`, perhaps not before a time that was asked for. */
export type Verdict = { kind: 'refused'; code: FailureCode } | { kind: 'later'; retryAfterMs?: number };

/**
 * Judges what a try threw. Only the homeserver's own word (or ours) ends a message: errors of proxies,
 * broken answers and missing networks pass. Client-server API §Standard error response.
 */
export function judgeTry(error: unknown, attempt: number): Verdict {
	const { code, details } = requestFailure(error);
	if (code === 'rateLimited') return { kind: 'later', retryAfterMs: details.retryAfterMs ?? 0 };
	if (passing.has(code)) return { kind: 'later' };
	if (error instanceof MatrixError) {
		const isHomeservers = error.errcode !== undefined && (error.httpStatus ?? 0) < 500;
		return isHomeservers ? { kind: 'refused', code } : { kind: 'later' };
	}
	if (error instanceof Failure) return { kind: 'refused', code };
	// A proxy's page, or an answer that was cut off.
	if (error instanceof HTTPError || error instanceof SyntaxError) return { kind: 'later' };
	return attempt < mostOwnErrors ? { kind: 'later' } : { kind: 'refused', code };
}

/** Whether the homeserver has answered that it took nothing: after any other failure it may have the message. */
export function wasTurnedAway(error: unknown): boolean {
	return error instanceof MatrixError && error.errcode !== undefined && (error.httpStatus ?? 0) < 500;
}
