import type { MatrixClient } from 'matrix-js-sdk';
import { internalCrypto } from './internal.ts';

/**
 * Makes a key backup in the place of all that there are, and puts its key into the secret storage, whose key has to be
 * at hand. The former backup's key goes from there first: cut short, the new one is then known to lack it.
 * Client-server API §Server-side key backups.
 */
export async function makeBackup(client: MatrixClient): Promise<void> {
	await client.secretStorage.store('m.megolm_backup.v1', null);
	await internalCrypto(client).resetKeyBackup();
}
