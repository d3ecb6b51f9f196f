import { OlmMachine } from '@matrix-org/matrix-sdk-crypto-wasm';
import type { MatrixClient } from 'matrix-js-sdk';
import { Failure } from '../failure.ts';
import type { AccountDatabase } from '../store/database.ts';
import { leaveKeyFile, longestKeyFileBytes } from '../store/key-files.ts';
import { internalCrypto, olmMachine } from './internal.ts';
import { readKeyFile } from './key-file.ts';

/** As Element does. Client-server API §Key export format asks for at least 100,000. */
const rounds = 500_000;
/** Keys taken in at a time: between two steps the background does what else it has to do. */
const stepSize = 250;

/**
 * Encrypts the keys of all messages that this device can read, as a key file that any client can import.
 * @returns the file's id in the store.
 * @throws Failure `noKeys` when there are none; `diskFull`.
 */
export async function exportKeys(
	db: AccountDatabase,
	client: MatrixClient,
	passphrase: string,
): Promise<string> {
	const keys = await internalCrypto(client).exportRoomKeysAsJson();
	if (keys === '[]') throw new Failure('noKeys');
	return leaveKeyFile(db, new Blob([OlmMachine.encryptExportedRoomKeys(keys, passphrase, rounds)]));
}

/**
 * Takes in the keys of the key file that a window has left in the store, in steps whose progress the file's
 * row tells. Each step is durable: an import that was cut short is simply done again.
 * @returns how many keys were new or better than those that were here, of how many.
 * @throws Failure `wrongFilePassphrase`, `notKeyFile`, `keyFileDamaged`, `keyFileTooLarge`, `noKeys`.
 */
export async function importKeys(
	db: AccountDatabase,
	client: MatrixClient,
	id: string,
	passphrase: string,
): Promise<{ imported: number; total: number }> {
	try {
		const keys = await openKeyFile((await db.keyFiles.get(id))?.file, passphrase);
		const total = keys.length;
		let imported = 0;
		for (let done = 0; done < total; done += stepSize) {
			await db.keyFiles.update(id, { progress: { done, total } });
			const step = JSON.stringify(keys.slice(done, done + stepSize));
			imported += (await olmMachine(client).importExportedRoomKeys(step, () => undefined)).importedCount;
		}
		return { imported, total };
	} finally {
		await db.keyFiles.delete(id);
	}
}

async function openKeyFile(file: Blob | undefined, passphrase: string): Promise<unknown[]> {
	if (!file) throw new Failure('badRequest');
	if (file.size > longestKeyFileBytes) throw new Failure('keyFileTooLarge');
	const encrypted = readKeyFile(await file.text());
	let keys: unknown;
	try {
		keys = JSON.parse(OlmMachine.decryptExportedRoomKeys(encrypted, passphrase));
	} catch (error) {
		// The SDK tells its errors apart by their text alone.
		throw new Failure(/\bMAC\b/.test(String(error)) ? 'wrongFilePassphrase' : 'keyFileDamaged');
	}
	if (!Array.isArray(keys)) throw new Failure('keyFileDamaged');
	if (keys.length === 0) throw new Failure('noKeys');
	return keys;
}
