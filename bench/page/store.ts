import { readActiveAccount } from '../../src/store/active-account.ts';
import { AccountDatabase } from '../../src/store/database.ts';

/** Reads something from the store of whoever is signed in. */
export async function inStore<T>(read: (db: AccountDatabase) => Promise<T>): Promise<T> {
	const userId = await readActiveAccount();
	if (!userId) throw new Error('nobody is signed in');
	const db = new AccountDatabase(userId);
	try {
		return await read(db);
	} finally {
		db.close();
	}
}
