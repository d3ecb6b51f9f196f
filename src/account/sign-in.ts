import type { LoginResponse } from 'matrix-js-sdk';
import { Failure } from '../failure.ts';
import type { SessionRow } from '../store/account-rows.ts';
import { readActiveAccount, writeActiveAccount } from '../store/active-account.ts';
import { AccountDatabase } from '../store/database.ts';
import { copyAll } from '../store/safe-copy.ts';
import { createVault, openCacheKey } from '../store/vault.ts';
import type { VaultRow } from '../store/vault-rows.ts';
import { isAllowedBase } from './address.ts';
import { deviceName } from './device-name.ts';
import { createMatrixClient } from './matrix-client.ts';
import { requestFailure } from './request-failure.ts';
import { sealTokens } from './tokens.ts';

export interface Credentials {
	baseUrl: string;
	/** A user id or its localpart. */
	user: string;
	password: string;
}

/**
 * Signs in with a password, and makes the account durable before it answers. It is a new device, unless
 * the homeserver has kept the one in use (a soft logout). Client-server API §Login (`m.login.password`).
 * @returns the user id, now the account in use.
 * @throws Failure `wrongPassword`, `deactivated`, `rateLimited` (with the wait), `insecure`, `unreachable`.
 */
export async function signIn(credentials: Credentials): Promise<string> {
	const { baseUrl } = credentials;
	if (!isAllowedBase(new URL(baseUrl))) throw new Failure('insecure');
	const kept = await keptSession(credentials);
	const answer = (kept && (await loginAsKept(credentials, kept))) ?? (await login(credentials));
	const { user_id: userId, device_id: deviceId } = answer;
	const db = new AccountDatabase(userId);
	try {
		const vault = (await db.vault.get('vault')) ?? (await createVault(userId));
		const tokens = await sealTokens(await openCacheKey(userId, vault), answer);
		await writeSession(db, vault, {
			id: 'session',
			userId,
			deviceId,
			baseUrl,
			identity: 'unknown',
			...tokens,
		});
		await copyAll(db);
	} finally {
		db.close();
	}
	await writeActiveAccount(userId);
	return userId;
}

/** The session that these credentials go on with: signed out softly, of the same person on the same server. */
async function keptSession({ baseUrl, user }: Credentials): Promise<SessionRow | undefined> {
	const userId = await readActiveAccount();
	if (userId === undefined) return undefined;
	const db = new AccountDatabase(userId);
	try {
		const session = await db.session.get('session');
		const isSame = user === userId || `@${user}` === userId.slice(0, userId.indexOf(':'));
		return session?.keepsDevice && session.baseUrl === baseUrl && isSame ? session : undefined;
	} finally {
		db.close();
	}
}

/**
 * Signs in as the device of before. Should the homeserver have dropped its keys meanwhile, the device could
 * read nothing that is sent to it: then there is no answer, and a new one has to be made.
 */
async function loginAsKept(
	credentials: Credentials,
	{ userId, deviceId }: SessionRow,
): Promise<LoginResponse | undefined> {
	const answer = await login(credentials, deviceId);
	const client = createMatrixClient({ baseUrl: credentials.baseUrl, accessToken: answer.access_token });
	try {
		const { device_keys } = await client.downloadKeysForUsers([userId]);
		if (answer.user_id === userId && device_keys?.[userId]?.[deviceId]) return answer;
		await client.logout();
		return undefined;
	} catch (error) {
		throw requestFailure(error);
	}
}

async function login({ baseUrl, user, password }: Credentials, deviceId?: string): Promise<LoginResponse> {
	try {
		return await createMatrixClient({ baseUrl }).loginRequest({
			type: 'm.login.password',
			identifier: { type: 'm.id.user', user },
			password,
			refresh_token: true,
			initial_device_display_name: await deviceName(),
			...(deviceId !== undefined && { device_id: deviceId }),
		});
	} catch (error) {
		const failure = requestFailure(error);
		throw failure.code === 'notAllowed' ? new Failure('wrongPassword', failure.details) : failure;
	}
}

/**
 * An account whose token was rejected keeps its vault, and with it its messages, drafts and outbox; if the
 * device is the same, also what is known of its identity.
 */
async function writeSession(db: AccountDatabase, vault: VaultRow, session: SessionRow): Promise<void> {
	await db.transaction('rw', db.vault, db.session, db.status, async () => {
		await db.vault.put(vault);
		const before = await db.session.get('session');
		await db.session.put(before?.deviceId === session.deviceId ? goOnWith(before, session) : session);
		await db.status.put({ id: 'sync', state: 'starting', time: Date.now() });
	});
}

function goOnWith(
	{ isRejected, keepsDevice, expiry, refreshToken, ...before }: SessionRow,
	{ identity, ...tokens }: SessionRow,
): SessionRow {
	return { ...before, ...tokens };
}
