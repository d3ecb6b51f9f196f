import { requestFailure } from '../account/request-failure.ts';
import { readBackupInfo } from './backup-state.ts';
import type { IdentityContext } from './identity.ts';
import { internalCrypto } from './internal.ts';
import { makeBackup } from './make-backup.ts';
import { unlockSecretStorage } from './unlock-secret-storage.ts';

/**
 * Deletes the account's key backup, in every version, from the homeserver. Keys on devices stay.
 * @throws Failure when the homeserver cannot be asked.
 */
export async function turnBackupOff({ client }: IdentityContext): Promise<void> {
	const crypto = internalCrypto(client);
	try {
		// Behind a version that is deleted an older one may come to light.
		for (;;) {
			const info = await readBackupInfo(client);
			if (!info) break;
			await crypto.deleteKeyBackupVersion(info.version);
		}
		// Has the SDK forget the version that it used, should another one have been the newest.
		await crypto.checkKeyBackupAndEnable();
	} catch (error) {
		throw requestFailure(error);
	}
}

/**
 * Makes a key backup where there is none, and puts its key into the secret storage, which the recovery key
 * opens. Client-server API §Server-side key backups.
 * @throws Failure `badRecoveryKey`, `wrongRecoveryKey`; or when the homeserver cannot be asked.
 */
export async function turnBackupOn(context: IdentityContext, recoveryKey: string): Promise<void> {
	const { client, secretKeys } = context;
	try {
		const key = await unlockSecretStorage(context, recoveryKey);
		await secretKeys.using(key, async () => {
			if (!(await readBackupInfo(client))) await makeBackup(client);
			// A try that was cut short may have made one whose key is not stored.
			else await internalCrypto(client).bootstrapSecretStorage({});
		});
	} catch (error) {
		throw requestFailure(error);
	}
}
