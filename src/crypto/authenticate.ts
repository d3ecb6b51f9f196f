import { type MatrixClient, MatrixError, Method } from 'matrix-js-sdk';
import type { UIAuthCallback } from 'matrix-js-sdk/lib/interactive-auth.js';
import { Failure } from '../failure.ts';

/**
 * Client-server API §User-interactive authentication, the password stage; tried without it first (MSC3967).
 * What it gives throws Failure `passwordNeeded` or `wrongPassword`.
 */
export function authByPassword(userId: string, password: string | undefined): UIAuthCallback<void> {
	return async (makeRequest) => {
		try {
			return await makeRequest(null);
		} catch (error) {
			const session = isUnauthenticated(error) && error.data.session;
			if (typeof session !== 'string') throw error;
			if (!password) throw new Failure('passwordNeeded');
			try {
				return await makeRequest({
					type: 'm.login.password',
					identifier: { type: 'm.id.user', user: userId },
					password,
					session,
				});
			} catch (refusal) {
				throw isUnauthenticated(refusal) ? new Failure('wrongPassword') : refusal;
			}
		}
	};
}

/**
 * Finds out that the password is right before anything is changed, by removing no device at all.
 * Client-server API §`POST /delete_devices`.
 * @throws Failure `passwordNeeded`, `wrongPassword`, and what the HTTP layer throws.
 */
export async function provePassword(client: MatrixClient, password: string | undefined): Promise<void> {
	await authByPassword(
		client.getSafeUserId(),
		password,
	)(async (auth) => {
		await client.http.authedRequest(Method.Post, '/delete_devices', undefined, {
			devices: [],
			...(auth && { auth }),
		});
	});
}

function isUnauthenticated(error: unknown): error is MatrixError {
	return error instanceof MatrixError && error.httpStatus === 401;
}
