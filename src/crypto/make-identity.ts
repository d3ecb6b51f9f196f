import {
	type CryptoApi,
	decodeRecoveryKey,
	type GeneratedSecretStorageKey,
} from 'matrix-js-sdk/lib/crypto-api/index.js';
import { seal, unseal } from '../store/seal.ts';
import { startDehydration } from './dehydration.ts';
import { followBackup } from './follow-backup.ts';
import type { IdentityContext } from './identity.ts';
import { internalCrypto } from './internal.ts';

/** A recovery key, raw and as it is shown. */
interface NewRecoveryKey extends GeneratedSecretStorageKey {
	encodedPrivateKey: string;
}

/** The recovery key of an identity that is being made: the one in the session, or a new one, durable first. */
export async function durableRecoveryKey({ db, cacheKey, client }: IdentityContext): Promise<NewRecoveryKey> {
	const session = await db.session.get('session');
	if (session?.recoveryKey) {
		const encodedPrivateKey = await unseal(cacheKey, session.recoveryKey);
		const { passphraseInfo } = session;
		return {
			privateKey: decodeRecoveryKey(encodedPrivateKey),
			encodedPrivateKey,
			...(passphraseInfo && { keyInfo: { passphrase: passphraseInfo } }),
		};
	}
	const made = await newRecoveryKey(internalCrypto(client));
	await db.session.update('session', { recoveryKey: await seal(cacheKey, made.encodedPrivateKey) });
	return made;
}

/** Makes a recovery key, from a passphrase if there is one. Nothing is stored yet. */
export async function newRecoveryKey(crypto: CryptoApi, passphrase?: string): Promise<NewRecoveryKey> {
	const { encodedPrivateKey, ...made } = await crypto.createRecoveryKeyFromPassphrase(passphrase);
	if (encodedPrivateKey === undefined) throw new Error('the recovery key could not be written down');
	return { ...made, encodedPrivateKey };
}

/**
 * Makes what belongs to an identity whose keys are published: secret storage with them, key backup, and the
 * signature of this device. Taken again after a step cut short, it goes on with the same recovery key.
 */
export async function furnishIdentity(context: IdentityContext, made: NewRecoveryKey): Promise<void> {
	await storeSecrets(context, made, { setupNewKeyBackup: true });
	await signOwnDevice(context);
	await followBackup(context.db, context.client);
}

/** Stores the account's secrets under a recovery key, which becomes the account's unless it already is. */
export async function storeSecrets(
	{ db, client, secretKeys }: IdentityContext,
	made: NewRecoveryKey,
	{ setupNewKeyBackup }: { setupNewKeyBackup: boolean },
): Promise<void> {
	const stored = await client.secretStorage.getKey();
	const isBegun = stored !== null && (await client.secretStorage.checkKey(made.privateKey, stored[1]));
	const begun = isBegun ? { id: stored[0], key: made.privateKey.slice() } : undefined;
	await secretKeys.using(begun, async () => {
		await internalCrypto(client).bootstrapSecretStorage({
			createSecretStorageKey: async () => made,
			setupNewSecretStorage: !isBegun,
			setupNewKeyBackup,
		});
		await startDehydration(db, client);
	});
}

/** Has the identity sign this device, unless it has. */
export async function signOwnDevice({ client }: IdentityContext): Promise<void> {
	const crypto = internalCrypto(client);
	const deviceId = client.getDeviceId();
	if (!deviceId) throw new Error('a client that is signed in has a device');
	const status = await crypto.getDeviceVerificationStatus(client.getSafeUserId(), deviceId);
	if (!status?.signedByOwner) await crypto.crossSignDevice(deviceId);
}
