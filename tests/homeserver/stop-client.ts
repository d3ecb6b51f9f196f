import type { MatrixClient } from 'matrix-js-sdk';

/** Stops a client of the SDK, which frees its machine at once: a question about the key backup must not be under way. */
export async function stopClient(client: MatrixClient): Promise<void> {
	await client
		.getCrypto()
		?.checkKeyBackupAndEnable()
		.catch(() => undefined);
	client.stopClient();
}
