import type { MatrixClient } from 'matrix-js-sdk';
import { authenticatedFetch } from '../account/authenticated-fetch.ts';
import { createMatrixClient } from '../account/matrix-client.ts';
import type { Tokens } from '../account/tokens.ts';
import { uploadByFetch } from '../account/upload.ts';
import type { SessionRow } from '../store/account-rows.ts';
import type { VaultKeys } from '../store/vault-keys.ts';
import { cryptoStorePrefix, letGoWhenDeleted } from './crypto-store.ts';
import type { SecretKeys } from './secret-keys.ts';

/** Gives a client that is signed in as the session says, without crypto yet. */
export function makeClient(session: SessionRow, secretKeys: SecretKeys, tokens: Tokens): MatrixClient {
	const client = createMatrixClient({
		baseUrl: session.baseUrl,
		userId: session.userId,
		deviceId: session.deviceId,
		// The SDK wants one to send with requests; `fetchFn` puts the token of the moment in its place.
		accessToken: 'token',
		fetchFn: authenticatedFetch(tokens),
		cryptoCallbacks: secretKeys.callbacks,
	});
	uploadByFetch(client);
	return client;
}

/** Opens the client's crypto store. The raw key spares each wake the 150 ms that a password would cost. */
export async function openCrypto(client: MatrixClient, session: SessionRow, keys: VaultKeys): Promise<void> {
	letGoWhenDeleted(indexedDB);
	await client.initRustCrypto({
		cryptoDatabasePrefix: cryptoStorePrefix(session.userId, session.deviceId),
		storageKey: keys.cryptoStoreKey,
	});
}
