import { Dexie, type Table } from 'dexie';
import { log } from '../log.ts';

/** The vault key of an account without a lock, wrapped. */
export interface OpenWrap {
	/** Non-extractable AES-GCM key that wraps the vault key. */
	wrappingKey: CryptoKey;
	wrapped: Uint8Array<ArrayBuffer>;
}

/**
 * A database of its own: when a lock is set it is deleted, and its bytes with it. A row that is overwritten or
 * deleted stays in the browser's files for a time. There are two, since in Firefox each is a file that may be
 * damaged.
 */
class WrapDatabase extends Dexie {
	declare wraps: Table<OpenWrap & { id: 'vault' }, 'vault'>;

	constructor(name: string) {
		// Whoever writes a row that relies on it must find it after a crash of the computer too.
		super(name, { chromeTransactionDurability: 'strict' });
		this.version(1).stores({ wraps: 'id' });
	}
}

/** The names of the databases, the likelier one first. */
export function openWrapNames(userId: string): [string, string] {
	return [`messa-open/${userId}`, `messa-open-copy/${userId}`];
}

/** Keeps what opens an account without a lock. */
export async function keepOpenWrap(userId: string, { wrappingKey, wrapped }: OpenWrap): Promise<void> {
	for (const name of openWrapNames(userId)) {
		await using(name, ({ wraps }) => wraps.put({ id: 'vault', wrappingKey, wrapped }));
	}
}

/** What opens an account without a lock; undefined when it is nowhere. */
export async function readOpenWrap(userId: string): Promise<OpenWrap | undefined> {
	for (const name of openWrapNames(userId)) {
		try {
			const wrap = await using(name, ({ wraps }) => wraps.get('vault'));
			if (wrap) return wrap;
		} catch (error) {
			log.warn('a wrap of the vault key could not be read', error);
		}
	}
	return undefined;
}

/** Leaves nothing that opens the account by itself. */
export async function dropOpenWrap(userId: string): Promise<void> {
	// Every start behind a lock looks: deleting what is not there costs more than asking.
	const there = await Dexie.getDatabaseNames();
	const names = openWrapNames(userId).filter((name) => there.includes(name));
	await Promise.all(names.map((name) => Dexie.delete(name)));
}

async function using<T>(name: string, work: (db: WrapDatabase) => PromiseLike<T>): Promise<T> {
	const db = new WrapDatabase(name);
	try {
		return await work(db);
	} finally {
		db.close();
	}
}
