import { Failure } from '../failure.ts';
import type { AccountDatabase } from './database.ts';
import { storeFault } from './fault.ts';

/** Over a million keys fit; whatever is longer is no key file, and would take more memory than there is. */
export const longestKeyFileBytes = 256 * 1024 * 1024;

/** Windows come for their file at once. */
const longestStayMs = 60 * 60_000;

/**
 * Leaves an encrypted key file for the other side, window or background: messages between them hold too
 * little. @returns what to ask for it with. @throws Failure `keyFileTooLarge`, `diskFull`.
 */
export async function leaveKeyFile(db: AccountDatabase, file: Blob): Promise<string> {
	if (file.size > longestKeyFileBytes) throw new Failure('keyFileTooLarge');
	const id = crypto.randomUUID();
	try {
		await db.keyFiles.add({ id, file, time: Date.now() });
	} catch (error) {
		throw storeFault(error) === 'full' ? new Failure('diskFull') : error;
	}
	return id;
}

/** Gives the file that was left, which then is here no more. @throws Failure `badRequest` when there is none. */
export async function takeKeyFile(db: AccountDatabase, id: string): Promise<Blob> {
	const row = await db.keyFiles.get(id);
	if (!row) throw new Failure('badRequest');
	await db.keyFiles.delete(id);
	return row.file;
}

/** Forgets files that nobody came for. */
export async function dropKeyFiles(db: AccountDatabase): Promise<void> {
	await db.keyFiles.filter(({ time }) => time < Date.now() - longestStayMs).delete();
}
