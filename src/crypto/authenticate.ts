import { type MatrixClient, MatrixError, Method } from 'matrix-js-sdk';
import {
	type AuthDict,
	AuthType,
	type IAuthData,
	type UIAuthCallback,
} from 'matrix-js-sdk/lib/interactive-auth.js';
import { isAllowedBase } from '../account/address.ts';
import { requestFailure } from '../account/request-failure.ts';
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
			if (!isUiaAsked(error) || !offers(error.data, AuthType.Password)) throw error;
			const { session } = error.data;
			if (!password) throw new Failure('passwordNeeded');
			try {
				return await makeRequest({
					type: AuthType.Password,
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
 * As `authByPassword`, or by the person's approval on the account's own page where the homeserver wants that.
 * Client-server API §OAuth authentication (MSC4312).
 * What it gives throws Failure `resetNotAllowed` besides, as long as there is none.
 */
export function authForReset(userId: string, password: string | undefined): UIAuthCallback<void> {
	const byPassword = authByPassword(userId, password);
	return async (makeRequest) => {
		try {
			return await byPassword(makeRequest);
		} catch (error) {
			if (!isUiaAsked(error) || !pageStage(error.data)) throw error;
			try {
				return await makeRequest({ session: error.data.session });
			} catch (refusal) {
				if (!isUiaAsked(refusal)) throw refusal;
				const page = approvalPage(error.data);
				throw new Failure('resetNotAllowed', page === undefined ? {} : { page });
			}
		}
	};
}

/**
 * Finds out that the password is right before anything is changed, by removing no device at all; nothing, where
 * the homeserver takes none. Client-server API §`POST /delete_devices`.
 * @throws Failure `passwordNeeded`, `wrongPassword`, and what the HTTP layer throws.
 */
export async function provePassword(client: MatrixClient, password: string | undefined): Promise<void> {
	const authenticate = authByPassword(client.getSafeUserId(), password);
	try {
		await authenticate((auth) => removeNoDevice(client, auth));
	} catch (error) {
		if (!isWithoutPassword(error)) throw error;
	}
}

/**
 * Whether the homeserver takes the account's password; true as well where it asks for nothing.
 * @throws Failure when it cannot be asked.
 */
export async function takesPassword(client: MatrixClient): Promise<boolean> {
	try {
		await removeNoDevice(client, null);
	} catch (error) {
		if (isWithoutPassword(error)) return false;
		if (!isUiaAsked(error)) throw requestFailure(error);
	}
	return true;
}

async function removeNoDevice(client: MatrixClient, auth: AuthDict | null): Promise<void> {
	const body = { devices: [], ...(auth && { auth }) };
	await client.http.authedRequest(Method.Post, '/delete_devices', undefined, body);
}

/** An answer that asks for a stage to be completed. */
type Asked = MatrixError & { data: IAuthData & { session: string } };

/** The page from the answer that asks for an approval; undefined for anything but a safe web address. */
export function approvalPage(asked: IAuthData): string | undefined {
	const url: unknown = asked.params?.[pageStage(asked) ?? '']?.url;
	return typeof url === 'string' && URL.canParse(url) && isAllowedBase(new URL(url))
		? new URL(url).href
		: undefined;
}

/** The stage of an approval: as the specification names it, or as MSC4312 did before. */
function pageStage(asked: IAuthData): string | undefined {
	return [AuthType.OAuth, 'org.matrix.cross_signing_reset'].find((stage) => offers(asked, stage));
}

function offers({ flows }: IAuthData, stage: string): boolean {
	return flows?.some(({ stages }) => stages.includes(stage)) ?? false;
}

/** Homeservers that leave devices to an OAuth provider do not know the request, or offer no such stage. */
function isWithoutPassword(error: unknown): boolean {
	if (isUiaAsked(error)) return !offers(error.data, AuthType.Password);
	return error instanceof MatrixError && error.httpStatus === 404;
}

function isUiaAsked(error: unknown): error is Asked {
	return isUnauthenticated(error) && typeof error.data.session === 'string';
}

function isUnauthenticated(error: unknown): error is MatrixError {
	return error instanceof MatrixError && error.httpStatus === 401;
}
