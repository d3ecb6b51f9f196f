import { type MatrixClient, MatrixError, Method } from 'matrix-js-sdk';
import { requestFailure } from '../account/request-failure.ts';
import { Failure } from '../failure.ts';

/**
 * Asks for a person's profile, so that a typing error does not end in a room with nobody.
 * @throws Failure `noSuchUser` when their homeserver does not know them; `inviteServerGone` when it cannot be
 * asked; else as the account's own homeserver gave it.
 */
export async function checkUser(client: MatrixClient, userId: string): Promise<void> {
	try {
		await client.http.authedRequest(Method.Get, `/profile/${encodeURIComponent(userId)}`);
	} catch (error) {
		const failure = requestFailure(error);
		if (failure.code === 'rateLimited' || failure.code === 'signedOut') throw failure;
		if (!(error instanceof MatrixError) || error.errcode === undefined) throw failure;
		// Some show profiles only to people who share a room with them.
		if (error.httpStatus === 403) return;
		const isServers = (error.httpStatus ?? 0) >= 500;
		throw new Failure(isServers ? 'inviteServerGone' : 'noSuchUser', failure.details);
	}
}
