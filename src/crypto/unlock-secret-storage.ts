import type { MatrixClient } from 'matrix-js-sdk';
import { Failure } from '../failure.ts';
import { readRecoveryKey } from './identity.ts';

/**
 * Gives the key of the account's secret storage for the recovery key that a person has typed.
 * @throws Failure `badRecoveryKey`, `wrongRecoveryKey`.
 */
export async function unlockSecretStorage(
	{ client }: { client: MatrixClient },
	typed: string,
): Promise<Uint8Array<ArrayBuffer>> {
	const key = readRecoveryKey(typed);
	const stored = await client.secretStorage.getKey();
	if (!stored || !(await client.secretStorage.checkKey(key, stored[1]))) {
		throw new Failure('wrongRecoveryKey');
	}
	return key;
}
