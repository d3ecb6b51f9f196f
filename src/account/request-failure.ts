import { ConnectionError, HTTPError, MatrixError, safeGetRetryAfterMs } from 'matrix-js-sdk';
import { Failure, type FailureCode } from '../failure.ts';
import { storeFault } from '../store/fault.ts';

const codes: Record<string, FailureCode> = {
	M_USER_DEACTIVATED: 'deactivated',
	M_LIMIT_EXCEEDED: 'rateLimited',
	M_UNKNOWN_TOKEN: 'signedOut',
	M_MISSING_TOKEN: 'signedOut',
	M_FORBIDDEN: 'notAllowed',
	M_TOO_LARGE: 'tooLarge',
};

const defaultWaitMs = 5_000;

/** Turns what a request to a homeserver threw into words for a person. Client-server API §Standard error response. */
export function requestFailure(error: unknown): Failure {
	if (error instanceof Failure) return error;
	if (isHttpError(error) && error.isRateLimitError()) {
		const retryAfterMs = Math.max(0, safeGetRetryAfterMs(error, defaultWaitMs));
		return new Failure('rateLimited', { retryAfterMs, technical: technicalText(error) });
	}
	if (error instanceof MatrixError) {
		const technical = technicalText(error);
		const known = error.errcode && codes[error.errcode];
		if (known) return new Failure(known, { technical });
	}
	if (isHttpError(error) && error.httpStatus !== undefined) {
		const isServers = error.httpStatus >= 500;
		return new Failure(isServers ? 'unreachable' : 'unknown', { technical: technicalText(error) });
	}
	if (error instanceof ConnectionError || isFetchError(error)) {
		return new Failure(navigator.onLine ? 'unreachable' : 'offline');
	}
	if (storeFault(error) === 'full') return new Failure('diskFull');
	return new Failure('unknown', { technical: error instanceof Error ? error.name : typeof error });
}

function technicalText(error: HTTPError): string {
	const code = error instanceof MatrixError ? `${error.errcode ?? 'no code'}, ` : '';
	return `${code}HTTP ${error.httpStatus ?? '?'}`;
}

function isHttpError(error: unknown): error is HTTPError {
	return error instanceof HTTPError;
}

function isFetchError(error: unknown): boolean {
	return error instanceof TypeError || (error instanceof DOMException && error.name === 'TimeoutError');
}
