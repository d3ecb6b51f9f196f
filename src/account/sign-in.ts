import type { MatrixClient } from 'matrix-js-sdk';
import { Failure } from '../failure.ts';
import { writeActiveAccount } from '../store/active-account.ts';
import { AccountDatabase } from '../store/database.ts';
import type { SessionRow, VaultRow } from '../store/rows.ts';
import { copyAll } from '../store/safe-copy.ts';
import { seal } from '../store/seal.ts';
import { createVault, openCacheKey } from '../store/vault.ts';
import { isAllowedBase } from './address.ts';
import { deviceName } from './device-name.ts';
import { createMatrixClient } from './matrix-client.ts';
import { requestFailure } from './request-failure.ts';

export interface Credentials {
	baseUrl: string;
	/** A user id or its localpart. */
	user: string;
	password: string;
}

/**
 * Signs in with a password as a new device, and makes the account durable before it answers.
 * Client-server API §Login (`m.login.password`).
 * @returns the user id, now the account in use.
 * @throws Failure `wrongPassword`, `deactivated`, `rateLimited` (with the wait), `insecure`, `unreachable`.
 */
export async function signIn({ baseUrl, user, password }: Credentials): Promise<string> {
	if (!isAllowedBase(new URL(baseUrl))) throw new Failure('insecure');
	const client = createMatrixClient({ baseUrl });
	const { user_id, device_id, access_token } = await login(client, user, password);
	const db = new AccountDatabase(user_id);
	try {
		const vault = (await db.vault.get('vault')) ?? (await createVault());
		const accessToken = await seal(await openCacheKey(vault), access_token);
		await writeSession(db, vault, {
			id: 'session',
			userId: user_id,
			deviceId: device_id,
			baseUrl,
			accessToken,
			identity: 'unknown',
		});
		await copyAll(db);
	} finally {
		db.close();
	}
	await writeActiveAccount(user_id);
	return user_id;
}

async function login(client: MatrixClient, user: string, password: string) {
	try {
		return await client.loginRequest({
			type: 'm.login.password',
			identifier: { type: 'm.id.user', user },
			password,
			initial_device_display_name: await deviceName(),
		});
	} catch (error) {
		const failure = requestFailure(error);
		throw failure.code === 'notAllowed' ? new Failure('wrongPassword', failure.details) : failure;
	}
}

/** An account whose token was rejected keeps its vault, and with it its messages, drafts and outbox. */
async function writeSession(db: AccountDatabase, vault: VaultRow, session: SessionRow): Promise<void> {
	await db.transaction('rw', db.vault, db.session, db.status, async () => {
		await db.vault.put(vault);
		await db.session.put(session);
		await db.status.put({ id: 'sync', state: 'starting', time: Date.now() });
	});
}
