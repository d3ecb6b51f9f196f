import type { MatrixClient } from 'matrix-js-sdk';
import { deriveRecoveryKeyFromPassphrase } from 'matrix-js-sdk/lib/crypto-api/index.js';
import type { PassphraseInfo, SecretStorageKeyDescription } from 'matrix-js-sdk/lib/secret-storage.js';
import { Failure } from '../failure.ts';
import type { AccountDatabase } from '../store/database.ts';
import { readRecoveryKey } from './recovery-key.ts';
import type { StorageKey } from './secret-keys.ts';

const descriptionPrefix = 'm.secret_storage.key.';
/** Today's clients take half a million; more than this would be a homeserver that wants to keep us busy. */
const mostIterations = 10_000_000;

interface Account {
	db: AccountDatabase;
	client: MatrixClient;
}

/**
 * Gives the account's secret storage key from what a person typed: its recovery key; or, where it is no
 * recovery key and the key was made with a passphrase, that passphrase. Client-server API §Secret storage.
 * @throws Failure as `readRecoveryKey` does; `wrongRecoveryKey` and `replacedRecoveryKey` for a key that is
 * not, or not any more, the account's; `wrongRecoveryPassphrase`; `noRecoveryKey` when the account has none; and
 * what the HTTP layer throws.
 */
export async function unlockSecretStorage({ db, client }: Account, typed: string): Promise<StorageKey> {
	const stored = await client.secretStorage.getKey();
	if (!stored) throw new Failure('noRecoveryKey');
	const [id, description] = stored;
	const isRight = (key: Uint8Array): Promise<boolean> => client.secretStorage.checkKey(key, description);
	let key: Uint8Array<ArrayBuffer>;
	try {
		key = readRecoveryKey(typed);
	} catch (failure) {
		if (!isUsable(description.passphrase)) throw failure;
		const derived = await derive(typed, description.passphrase);
		if (await isRight(derived)) return { id, key: derived };
		throw /^\s*es/i.test(typed) ? failure : new Failure('wrongRecoveryPassphrase');
	}
	if (await isRight(key)) return { id, key };
	throw new Failure((await isFormer(db, client, key)) ? 'replacedRecoveryKey' : 'wrongRecoveryKey');
}

async function derive(
	passphrase: string,
	{ salt, iterations, bits }: PassphraseInfo,
): Promise<Uint8Array<ArrayBuffer>> {
	return await deriveRecoveryKeyFromPassphrase(passphrase, salt, iterations, bits);
}

/** Client-server API §Deriving keys from passphrases; it is the homeserver's word, and read with care. */
function isUsable(info: PassphraseInfo | undefined): info is PassphraseInfo {
	return (
		info?.algorithm === 'm.pbkdf2' &&
		typeof info.salt === 'string' &&
		Number.isInteger(info.iterations) &&
		info.iterations > 0 &&
		info.iterations <= mostIterations &&
		(info.bits ?? 256) === 256
	);
}

/** Whether the account has had this key before: its description outlives it. */
async function isFormer(db: AccountDatabase, client: MatrixClient, key: Uint8Array): Promise<boolean> {
	const rows = await db.accountData.where('type').startsWith(descriptionPrefix).toArray();
	for (const { content } of rows) {
		const { iv, mac } = content as Partial<SecretStorageKeyDescription>;
		if (typeof iv !== 'string' || typeof mac !== 'string') continue;
		const description = content as unknown as SecretStorageKeyDescription;
		if (await client.secretStorage.checkKey(key, description).catch(() => false)) return true;
	}
	return false;
}
