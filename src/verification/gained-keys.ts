import type { MatrixClient } from 'matrix-js-sdk';
import { CryptoEvent } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { type IdentityContext, inspectIdentity } from '../crypto/identity.ts';
import { internalCrypto } from '../crypto/internal.ts';
import { log } from '../log.ts';

/**
 * Sees to it that a device that another one has confirmed is ready without being asked: its identity as soon
 * as that is trusted, and its messages as soon as the key of the backup has come.
 * @param retry tries all messages again that cannot be read
 * @returns what looks at once whether it is trusted
 */
export function watchGainedKeys(context: IdentityContext, retry: () => Promise<void>): () => Promise<void> {
	const { client } = context;
	let looking: Promise<void> | undefined;
	const look = async (): Promise<void> => {
		looking ??= becomeReady(context, retry).finally(() => {
			looking = undefined;
		});
		await looking;
	};
	const quietly = (work: () => Promise<void>) => (): void => {
		work().catch((error: unknown) => log.warn('new keys could not be used', error));
	};
	client.on(CryptoEvent.KeysChanged, quietly(look));
	client.on(CryptoEvent.KeyBackupDecryptionKeyCached, quietly(retry));
	return look;
}

async function becomeReady(context: IdentityContext, retry: () => Promise<void>): Promise<void> {
	if ((await context.db.session.get('session'))?.identity !== 'locked') return;
	if (!(await isTrusted(context.client))) return;
	await inspectIdentity(context);
	await retry();
}

async function isTrusted(client: MatrixClient): Promise<boolean> {
	const status = await internalCrypto(client).getUserVerificationStatus(client.getSafeUserId());
	return status.isCrossSigningVerified();
}
