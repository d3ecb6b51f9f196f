import { HTTPError, type MatrixClient, MatrixError, Method } from 'matrix-js-sdk';
import type { Content } from '../store/event-rows.ts';

/** A body that is not here by then does not come, or is too large to wait for. */
const patienceMs = 60_000;

export interface Question {
	path: string;
	/** By default that of the newest client-server API. */
	prefix?: string;
	query?: Record<string, string | number | boolean>;
	/** Makes it a `POST`. */
	body?: Content;
	signal: AbortSignal;
}

/**
 * Asks the homeserver for a JSON object. The SDK watches the time only until an answer begins; here it must
 * have ended, so that no half answer stops the sync for ever.
 * @throws what the HTTP layer throws; a DOMException `TimeoutError` in place of its `AbortError` when time is
 * up; SyntaxError for a body that is no JSON.
 */
export async function ask(client: MatrixClient, question: Question): Promise<Content> {
	const { path, prefix, query, body, signal } = question;
	const late = new DOMException('no whole answer in time', 'TimeoutError');
	const { promise: end, reject } = Promise.withResolvers<never>();
	const timer = setTimeout(() => reject(late), patienceMs);
	const stop = (): void => reject(signal.reason);
	signal.addEventListener('abort', stop);
	try {
		const answer = client.http.authedRequest<Content>(body ? Method.Post : Method.Get, path, query, body, {
			...(prefix !== undefined && { prefix }),
			abortSignal: signal,
		});
		return await Promise.race([answer, end]);
	} catch (error) {
		const isOurs = error instanceof DOMException && error.name === 'AbortError' && !signal.aborted;
		throw isOurs ? late : error;
	} finally {
		clearTimeout(timer);
		signal.removeEventListener('abort', stop);
	}
}

export function isTimeout(error: unknown): boolean {
	return error instanceof DOMException && error.name === 'TimeoutError';
}

/** The HTTP status that a request failed with. */
export function statusOf(error: unknown): number | undefined {
	return error instanceof HTTPError ? error.httpStatus : undefined;
}

/** The homeserver has no such endpoint, or has it no longer. */
export function isUnrecognized(error: unknown): boolean {
	const status = statusOf(error);
	const isNamed = error instanceof MatrixError && error.errcode === 'M_UNRECOGNIZED';
	return isNamed || status === 404 || status === 405;
}
