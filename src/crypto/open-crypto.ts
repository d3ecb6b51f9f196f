import type { MatrixClient } from 'matrix-js-sdk';
import { createMatrixClient } from '../account/matrix-client.ts';
import type { SessionRow } from '../store/rows.ts';
import { unseal } from '../store/seal.ts';
import type { VaultKeys } from '../store/vault.ts';
import { cryptoStorePrefix, letGoWhenDeleted } from './crypto-store.ts';
import type { SecretKeys } from './secret-keys.ts';

/**
 * Gives a client that is signed in as the session says, with its crypto store open.
 * The raw key spares each wake the 150 ms that a password would cost.
 */
export async function openClient(
	session: SessionRow,
	keys: VaultKeys,
	secretKeys: SecretKeys,
): Promise<MatrixClient> {
	const client = createMatrixClient({
		baseUrl: session.baseUrl,
		userId: session.userId,
		deviceId: session.deviceId,
		accessToken: await unseal(keys.cacheKey, session.accessToken),
		cryptoCallbacks: secretKeys.callbacks,
	});
	letGoWhenDeleted(indexedDB);
	await client.initRustCrypto({
		cryptoDatabasePrefix: cryptoStorePrefix(session.userId, session.deviceId),
		storageKey: keys.cryptoStoreKey,
	});
	return client;
}
