import type { MatrixClient } from 'matrix-js-sdk';
import type { CryptoApi } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { requestFailure } from '../account/request-failure.ts';
import { Failure } from '../failure.ts';
import type { AccountDatabase } from '../store/database.ts';
import type { IdentityState } from '../store/rows.ts';
import type { CacheKey } from '../store/seal.ts';
import { authByPassword } from './authenticate.ts';
import { startDehydration } from './dehydration.ts';
import { withIdentityLock } from './identity-lock.ts';
import { internalCrypto } from './internal.ts';
import { durableRecoveryKey, furnishIdentity } from './make-identity.ts';
import type { SecretKeys } from './secret-keys.ts';
import { unlockSecretStorage } from './unlock-secret-storage.ts';

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
	const crypto = internalCrypto(client);
	await lookForBackup(crypto);
	if (!session || !isOpen[session.identity]) return;
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
	return await withIdentityLock(async () => {
		const { db, client } = context;
		const session = await db.session.get('session');
		if (!session) throw new Failure('signedOut');
		const made = await durableRecoveryKey(context);
		if (session.identity === 'unsaved') return made.encodedPrivateKey;
		if (session.identity !== 'missing') throw new Failure('notAllowed');
		try {
			const crypto = internalCrypto(client);
			// What was published by a step cut short is gone on with; the SDK would ask secret storage for its keys.
			const exists = await crypto.userHasCrossSigningKeys(session.userId, true);
			if (!exists || (await crypto.getCrossSigningKeyId()) === null) {
				await crypto.bootstrapCrossSigning({
					setupNewCrossSigning: !exists,
					authUploadDeviceSigningKeys: authByPassword(session.userId, password),
				});
			}
			await furnishIdentity(context, made);
		} catch (error) {
			throw requestFailure(error);
		}
		await writeIdentity(db, 'unsaved');
		return made.encodedPrivateKey;
	});
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
 * Takes over the account's identity and backup with its recovery key or passphrase: the device is
 * cross-signed, and keys of old messages come from the backup one by one as they are needed.
 * @throws Failure as `unlockSecretStorage` does.
 */
export async function recoverIdentity(
	{ db, client, secretKeys }: IdentityContext,
	typed: string,
): Promise<void> {
	const crypto = internalCrypto(client);
	try {
		const key = await unlockSecretStorage({ db, client }, typed);
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

/**
 * The SDK asks once, when it starts: had it started offline, no key would be backed up in its life. A question
 * under way since then may still fail; the second asks only if it did.
 */
async function lookForBackup(crypto: CryptoApi): Promise<void> {
	if ((await crypto.getActiveSessionBackupVersion()) !== null) return;
	if ((await crypto.checkKeyBackupAndEnable()) === null) await crypto.getKeyBackupInfo();
}

/** The states that the homeserver's answer can change. */
const isOpen: Record<IdentityState, boolean> = {
	unknown: true,
	missing: true,
	locked: true,
	unsaved: false,
	resetting: false,
	ready: false,
};

async function writeIdentity(db: AccountDatabase, identity: IdentityState): Promise<void> {
	await db.session.update('session', { identity });
}
