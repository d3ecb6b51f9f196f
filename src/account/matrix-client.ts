import { createClient, type MatrixClient } from 'matrix-js-sdk';
import type { CryptoCallbacks } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { type Logger, logger } from 'matrix-js-sdk/lib/logger.js';
import { wholeAnswers } from './whole-answers.ts';

const requestTimeoutMs = 28_000;

/** The SDK's own log names rooms, users and devices: none of it is kept. */
const silent: Logger = {
	trace() {},
	debug() {},
	info() {},
	warn() {},
	error() {},
	getChild: () => silent,
};

// Its events do not use the logger that a client is given.
Object.assign(logger, silent, { log() {} });

export interface ClientOptions {
	baseUrl: string;
	userId?: string;
	deviceId?: string;
	accessToken?: string;
	fetchFn?: typeof fetch;
	cryptoCallbacks?: CryptoCallbacks;
}

/** A matrix-js-sdk client that keeps nothing and logs nothing; its own sync loop is never started. */
export function createMatrixClient(options: ClientOptions): MatrixClient {
	return createClient({
		...options,
		fetchFn: wholeAnswers(options.fetchFn ?? ((input, init) => fetch(input, init)), requestTimeoutMs),
		logger: silent,
		localTimeoutMs: requestTimeoutMs,
		useAuthorizationHeader: true,
		timelineSupport: false,
		disableVoip: true,
	});
}
