import { requestFailure } from '../account/request-failure.ts';
import { Failure } from '../failure.ts';
import { seal } from '../store/seal.ts';
import type { IdentityContext } from './identity.ts';
import { withIdentityLock } from './identity-lock.ts';
import { internalCrypto } from './internal.ts';
import { durableRecoveryKey, newRecoveryKey, storeSecrets } from './make-identity.ts';
import { unlockSecretStorage } from './unlock-secret-storage.ts';

/**
 * Gives the account another recovery key and keeps the identity: its secrets, which this device has, are stored
 * under the new one, and the former opens nothing any more. The new key is durable first and is then shown
 * until the person confirms that it is saved; a change cut short goes on by itself (`finishKeyChange`). A key that is
 * not confirmed as saved yet can be changed for one with a passphrase.
 * @param passphrase one from which the key can be made again; without it the key is random
 * @throws Failure `notAllowed` where this device lacks the secrets, and what `requestFailure` gives.
 */
export async function changeRecoveryKey(context: IdentityContext, passphrase?: string): Promise<void> {
	const { db, cacheKey, client } = context;
	await withIdentityLock(async () => {
		const session = await db.session.get('session');
		const crypto = internalCrypto(client);
		// The background may have brought it to its end meanwhile; a key not confirmed yet changes for a passphrase only.
		const isUnsaved = session?.identity === 'unsaved';
		if (isUnsaved && passphrase === undefined && !session.isKeyChanging) return;
		if (!isUnsaved && session?.identity !== 'ready') throw new Failure('notAllowed');
		if (!session.isKeyChanging) {
			if ((await crypto.getCrossSigningKeyId()) === null) throw new Failure('notAllowed');
			const made = await newRecoveryKey(crypto, passphrase);
			const recoveryKey = await seal(cacheKey, made.encodedPrivateKey);
			await db.session.where({ id: 'session' }).modify((row) => {
				row.isKeyChanging = true;
				row.recoveryKey = recoveryKey;
				delete row.passphraseInfo;
				if (made.keyInfo?.passphrase) row.passphraseInfo = made.keyInfo.passphrase;
			});
		}
		await goOn(context);
	});
}

/** Brings a change of the recovery key to its end that was cut short, if there is one. */
export async function finishKeyChange(context: IdentityContext): Promise<void> {
	await withIdentityLock(async () => {
		if ((await context.db.session.get('session'))?.isKeyChanging) await goOn(context);
	});
}

/**
 * Finds out whether that is the account's recovery key, or its passphrase.
 * @throws Failure as `unlockSecretStorage` does.
 */
export async function testRecoveryKey(context: IdentityContext, typed: string): Promise<void> {
	try {
		const { key } = await unlockSecretStorage(context, typed);
		key.fill(0);
	} catch (error) {
		throw requestFailure(error);
	}
}

async function goOn(context: IdentityContext): Promise<void> {
	try {
		await storeSecrets(context, await durableRecoveryKey(context), { setupNewKeyBackup: false });
	} catch (error) {
		throw requestFailure(error);
	}
	await context.db.session.where({ id: 'session' }).modify((session) => {
		session.identity = 'unsaved';
		delete session.isKeyChanging;
		delete session.passphraseInfo;
		delete session.keyTrouble;
	});
}
