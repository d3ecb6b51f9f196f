import type { MatrixClient } from 'matrix-js-sdk';
import { MatrixError } from 'matrix-js-sdk';
import { type CryptoApi, decodeRecoveryKey } from 'matrix-js-sdk/lib/crypto-api/index.js';
import type { UIAuthCallback } from 'matrix-js-sdk/lib/interactive-auth.js';
import { requestFailure } from '../account/request-failure.ts';
import { Failure } from '../failure.ts';
import type { AccountDatabase } from '../store/database.ts';
import type { IdentityState } from '../store/rows.ts';
import { type CacheKey, seal, unseal } from '../store/seal.ts';
import { startDehydration } from './dehydration.ts';
import { internalCrypto } from './internal.ts';
import type { SecretKeys } from './secret-keys.ts';

export interface IdentityContext {
	db: AccountDatabase;
	cacheKey: CacheKey;
	client: MatrixClient;
	secretKeys: SecretKeys;
}

/**
 * Finds out how far this device is with the account's identity, and writes it to the session.
 * Asks the homeserver, so that keys made elsewhere are known before they are imported.
 */
export async function inspectIdentity({ db, client }: IdentityContext): Promise<void> {
	const session = await db.session.get('session');
	if (!session || session.identity === 'unsaved' || session.identity === 'ready') return;
	const crypto = internalCrypto(client);
	const exists = await crypto.userHasCrossSigningKeys(session.userId, true);
	const isHere = exists && (await crypto.isCrossSigningReady());
	await writeIdentity(
		db,
		isHere && !session.recoveryKey ? 'ready' : exists && !session.recoveryKey ? 'locked' : 'missing',
	);
}

/**
 * Makes cross-signing, secret storage and key backup in one step. The recovery key is durable (sealed)
 * before anything is made with it, so that a step cut short is taken again with the same key.
 * @returns the recovery key, to be shown until the person confirms that it is saved.
 * @throws Failure `passwordNeeded` when the homeserver wants the password once more; `notAllowed` when
 * the account has an identity already.
 */
export async function createIdentity(context: IdentityContext, password?: string): Promise<string> {
	const { db, client, secretKeys } = context;
	const session = await db.session.get('session');
	if (!session) throw new Failure('signedOut');
	const crypto = internalCrypto(client);
	const { privateKey, encodedPrivateKey } = await durableRecoveryKey(context, crypto);
	if (session.identity === 'unsaved') return encodedPrivateKey;
	if (session.identity !== 'missing') throw new Failure('notAllowed');
	try {
		const exists = await crypto.userHasCrossSigningKeys(session.userId, true);
		await crypto.bootstrapCrossSigning({
			setupNewCrossSigning: !exists,
			authUploadDeviceSigningKeys: authByPassword(session.userId, password),
		});
		await secretKeys.using(privateKey.slice(), async () => {
			await crypto.bootstrapSecretStorage({
				createSecretStorageKey: async () => ({ privateKey, encodedPrivateKey }),
				setupNewSecretStorage: true,
				setupNewKeyBackup: true,
			});
			await startDehydration(db, client);
		});
	} catch (error) {
		throw requestFailure(error);
	}
	await writeIdentity(db, 'unsaved');
	return encodedPrivateKey;
}

/** The person has the recovery key: ours is forgotten. */
export async function confirmRecoveryKeySaved(db: AccountDatabase): Promise<void> {
	await db.session.where({ id: 'session' }).modify((session) => {
		if (session.identity !== 'unsaved') return;
		session.identity = 'ready';
		delete session.recoveryKey;
	});
}

/** The person will give the recovery key later. */
export async function postponeRecovery(db: AccountDatabase): Promise<void> {
	await db.session.update('session', { isRecoveryPostponed: true });
}

/**
 * Takes over the account's identity and backup with its recovery key: the device is cross-signed, and
 * keys of old messages come from the backup one by one as they are needed.
 * @throws Failure `badRecoveryKey` for one with a typing error, `wrongRecoveryKey` for another account's.
 */
export async function recoverIdentity(
	{ db, client, secretKeys }: IdentityContext,
	typed: string,
): Promise<void> {
	const key = readRecoveryKey(typed);
	const crypto = internalCrypto(client);
	try {
		const stored = await client.secretStorage.getKey();
		if (!stored || !(await client.secretStorage.checkKey(key, stored[1]))) {
			throw new Failure('wrongRecoveryKey');
		}
		await secretKeys.using(key, async () => {
			await crypto.userHasCrossSigningKeys(client.getSafeUserId(), true);
			await crypto.bootstrapCrossSigning({});
			if (await crypto.getKeyBackupInfo()) await crypto.loadSessionBackupPrivateKeyFromSecretStorage();
			await crypto.checkKeyBackupAndEnable();
			await startDehydration(db, client);
		});
	} catch (error) {
		throw requestFailure(error);
	}
	await writeIdentity(db, 'ready');
}

/** Reads a recovery key as people type it. @throws Failure `badRecoveryKey`. */
export function readRecoveryKey(typed: string): Uint8Array<ArrayBuffer> {
	try {
		return decodeRecoveryKey(typed.replace(/\s+/g, ''));
	} catch {
		throw new Failure('badRecoveryKey');
	}
}

async function durableRecoveryKey({ db, cacheKey }: IdentityContext, crypto: CryptoApi) {
	const session = await db.session.get('session');
	if (session?.recoveryKey) {
		const encodedPrivateKey = await unseal(cacheKey, session.recoveryKey);
		return { privateKey: decodeRecoveryKey(encodedPrivateKey), encodedPrivateKey };
	}
	const { privateKey, encodedPrivateKey } = await crypto.createRecoveryKeyFromPassphrase();
	if (encodedPrivateKey === undefined) throw new Error('the recovery key could not be written down');
	await db.session.update('session', { recoveryKey: await seal(cacheKey, encodedPrivateKey) });
	return { privateKey, encodedPrivateKey };
}

/** Client-server API §User-interactive authentication, the password stage; tried without it first (MSC3967). */
function authByPassword(userId: string, password: string | undefined): UIAuthCallback<void> {
	return async (makeRequest) => {
		try {
			return await makeRequest(null);
		} catch (error) {
			const session = error instanceof MatrixError && error.httpStatus === 401 && error.data.session;
			if (typeof session !== 'string') throw error;
			if (!password) throw new Failure('passwordNeeded');
			return await makeRequest({
				type: 'm.login.password',
				identifier: { type: 'm.id.user', user: userId },
				password,
				session,
			});
		}
	};
}

async function writeIdentity(db: AccountDatabase, identity: IdentityState): Promise<void> {
	await db.session.update('session', { identity });
}
