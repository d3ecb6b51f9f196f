// Runs in a page of the extension: a bare matrix-js-sdk client brings all keys of a backup, for comparison.
import { decodeRecoveryKey } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { createMatrixClient } from '../../src/account/matrix-client.ts';
import { SecretKeys } from '../../src/crypto/secret-keys.ts';
import type { SdkSession } from '../sdk/protocol.ts';

/** Takes over the account's backup on a device that has no keys yet. @returns keys a second. */
export async function restoreRate(session: SdkSession, recoveryKey: string): Promise<number> {
	const secretKeys = new SecretKeys();
	const client = createMatrixClient({ ...session, cryptoCallbacks: secretKeys.callbacks });
	const cryptoDatabasePrefix = `sdk/${session.deviceId}`;
	// As Messa's own store is, its rows are encrypted.
	await client.initRustCrypto({ cryptoDatabasePrefix, storageKey: new Uint8Array(32).fill(1) });
	const crypto = client.getCrypto();
	if (!crypto) throw new Error('crypto is not started');
	const [id] = (await client.secretStorage.getKey()) ?? [''];
	await secretKeys.using({ id, key: decodeRecoveryKey(recoveryKey) }, () =>
		crypto.loadSessionBackupPrivateKeyFromSecretStorage(),
	);
	const begun = performance.now();
	const { imported } = await crypto.restoreKeyBackup();
	const rate = (imported / (performance.now() - begun)) * 1000;
	client.stopClient();
	await client.clearStores({ cryptoDatabasePrefix });
	return rate;
}
