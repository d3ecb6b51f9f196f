import { HTTPError, type MatrixClient } from 'matrix-js-sdk';
import type { CryptoApi } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { requestFailure } from '../account/request-failure.ts';
import { Failure } from '../failure.ts';
import { log } from '../log.ts';
import type { IdentityState } from '../store/account-rows.ts';
import type { AccountDatabase } from '../store/database.ts';
import type { CacheKey } from '../store/seal.ts';
import { authByPassword } from './authenticate.ts';
import { finishKeyChange } from './change-recovery-key.ts';
import { startDehydration } from './dehydration.ts';
import { followBackup } from './follow-backup.ts';
import { withIdentityLock } from './identity-lock.ts';
import { internalCrypto } from './internal.ts';
import { keyTrouble, readKeyFacts } from './key-trouble.ts';
import { makeBackup } from './make-backup.ts';
import { durableRecoveryKey, furnishIdentity, signOwnDevice } from './make-identity.ts';
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
export async function inspectIdentity(context: IdentityContext): Promise<void> {
	const { db, client } = context;
	await followBackup(db, client);
	await finishKeyChange(context);
	const session = await db.session.get('session');
	if (session?.identity === 'ready') return await inspectReady(context);
	if (!session || !isOpen[session.identity]) return;
	const crypto = internalCrypto(client);
	const exists = await crypto.userHasCrossSigningKeys(session.userId, true);
	const isHere = exists && (await crypto.isCrossSigningReady());
	if (isHere && session.isRecovering && (await crypto.getCrossSigningKeyId()) !== null)
		return await endRecovery(context);
	await writeIdentity(
		db,
		isHere && !session.recoveryKey ? 'ready' : exists && !session.recoveryKey ? 'locked' : 'missing',
	);
}

/** A recovery was cut short once the identity's keys were here: says what is missing besides. */
async function endRecovery(context: IdentityContext): Promise<void> {
	await signOwnDevice(context);
	const trouble = keyTrouble(await readKeyFacts(context));
	await context.db.session.where({ id: 'session' }).modify((session) => {
		if (!session.isRecovering) return;
		session.identity = 'ready';
		delete session.isRecovering;
		if (trouble) session.keyTrouble = trouble;
	});
}

/** Notices that another device has reset the identity, or that something of its keys is out of step. */
async function inspectReady(context: IdentityContext): Promise<void> {
	const { db, client } = context;
	const crypto = internalCrypto(client);
	const userId = client.getSafeUserId();
	const isKnown = (await crypto.getUserCrossSigningKeys(userId)) !== null;
	const isOurs = (await crypto.getUserVerificationStatus(userId)).isCrossSigningVerified();
	const trouble = isKnown && isOurs ? keyTrouble(await readKeyFacts(context)) : undefined;
	await db.session.where({ id: 'session' }).modify((session) => {
		if (session.identity !== 'ready') return;
		delete session.keyTrouble;
		if (trouble) session.keyTrouble = trouble;
		if (!isKnown || isOurs) return;
		session.identity = 'locked';
		session.isIdentityReplaced = true;
		delete session.isRecoveryPostponed;
	});
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
		// One that is being changed is not the account's yet.
		if (session.identity !== 'unsaved' || session.isKeyChanging) return;
		session.identity = 'ready';
		delete session.recoveryKey;
	});
}

/** The person will give the recovery key later. */
export async function postponeRecovery(db: AccountDatabase): Promise<void> {
	await db.session.update('session', { isRecoveryPostponed: true });
}

/**
 * Takes over the account's identity and backup with its recovery key or passphrase, and puts what is out of
 * step in order: the device is cross-signed, secret storage holds what this device has, and keys of old messages
 * come from the backup one by one as they are needed. One that was cut short is asked for again, or what is missing
 * is named (`inspectIdentity`).
 * @param replacesBackup whether a backup that cannot be opened gives way to a new one
 * @throws Failure as `unlockSecretStorage` does.
 */
export async function recoverIdentity(
	context: IdentityContext,
	typed: string,
	replacesBackup = false,
): Promise<void> {
	await withIdentityLock(async () => {
		const { db, client, secretKeys } = context;
		const crypto = internalCrypto(client);
		try {
			const key = await unlockSecretStorage({ db, client }, typed);
			await db.session.where({ id: 'session' }).modify((session) => {
				if (session.identity === 'locked') session.isRecovering = true;
			});
			await secretKeys.using(key, async () => {
				await crypto.userHasCrossSigningKeys(client.getSafeUserId(), true);
				if ((await crypto.getCrossSigningKeyId()) === null) await importSecrets(crypto);
				await openBackup(client, replacesBackup);
				await crypto.bootstrapSecretStorage({});
				await startDehydration(db, client);
			});
			await signOwnDevice(context);
			await followBackup(db, client);
		} catch (error) {
			throw requestFailure(error);
		}
		await db.session.where({ id: 'session' }).modify((session) => {
			session.identity = 'ready';
			delete session.isRecovering;
			delete session.keyTrouble;
			delete session.isIdentityReplaced;
		});
	});
}

/** Where there are none, the SDK would make new ones, and with them another identity. */
async function importSecrets(crypto: CryptoApi): Promise<void> {
	const { privateKeysInSecretStorage } = await crypto.getCrossSigningStatus();
	if (!privateKeysInSecretStorage) throw new Failure('emptySecretStorage');
	await crypto.bootstrapCrossSigning({});
}

/** Takes the backup's key from secret storage, if it is there and fits. */
async function openBackup(client: MatrixClient, replaces: boolean): Promise<void> {
	const crypto = internalCrypto(client);
	const info = await crypto.getKeyBackupInfo();
	if (!info) return;
	if ((await crypto.isKeyBackupTrusted(info)).matchesDecryptionKey !== true) {
		await crypto.loadSessionBackupPrivateKeyFromSecretStorage().catch((error: unknown) => {
			// What the homeserver did not answer is tried again; the rest is told as `backupNotOurs`.
			if (error instanceof HTTPError) throw error;
			log.warn('the backup does not open', error);
		});
	}
	const check = await crypto.checkKeyBackupAndEnable();
	if (replaces && check && check.trustInfo.matchesDecryptionKey !== true) await makeBackup(client);
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
