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

	constructor(name: string, bucket: StorageBucket | undefined) {
		super(name, {
			// Whoever writes a row that relies on it must find it after a crash of the computer too.
			chromeTransactionDurability: 'strict',
			...(bucket && { indexedDB: bucket.indexedDB, IDBKeyRange }),
		});
		this.version(1).stores({ wraps: 'id' });
	}
}

/** The names of the databases, the likelier one first. */
export function openWrapNames(userId: string): [string, string] {
	return [`messa-open/${userId}`, `messa-open-copy/${userId}`];
}

/** Keeps what opens an account without a lock. */
export async function keepOpenWrap(userId: string, { wrappingKey, wrapped }: OpenWrap): Promise<void> {
	const bucket = await openBucket(userId);
	for (const name of openWrapNames(userId)) {
		await using(name, bucket, ({ wraps }) => wraps.put({ id: 'vault', wrappingKey, wrapped }));
	}
}

/** What opens an account without a lock; undefined when it is nowhere. */
export async function readOpenWrap(userId: string): Promise<OpenWrap | undefined> {
	const bucket = await openBucket(userId);
	// Before there was a bucket they were among the other databases.
	for (const place of bucket ? [bucket, undefined] : [undefined]) {
		for (const name of openWrapNames(userId)) {
			try {
				const wrap = await using(name, place, ({ wraps }) => wraps.get('vault'));
				if (wrap) return wrap;
			} catch (error) {
				log.warn('a wrap of the vault key could not be read', error);
			}
		}
	}
	return undefined;
}

/** Leaves nothing that opens the account by itself. */
export async function dropOpenWrap(userId: string): Promise<void> {
	// Every start behind a lock looks: deleting what is not there costs more than asking.
	const [databases, bucket, buckets] = await Promise.all([
		Dexie.getDatabaseNames(),
		bucketName(userId),
		navigator.storageBuckets?.keys(),
	]);
	const names = openWrapNames(userId).filter((name) => databases.includes(name));
	await Promise.all([
		...names.map((name) => Dexie.delete(name)),
		buckets?.includes(bucket) && navigator.storageBuckets?.delete(bucket),
	]);
}

/**
 * Chromium keeps all databases of a bucket in the same files, where what is deleted may stay for as long as
 * anything is read in them. So it has one for these alone, which is deleted as a whole.
 * @returns undefined where the browser has no buckets.
 */
async function openBucket(userId: string): Promise<StorageBucket | undefined> {
	try {
		return await navigator.storageBuckets?.open(await bucketName(userId), { durability: 'strict' });
	} catch (error) {
		log.warn('the bucket of the vault key does not open', error);
		return undefined;
	}
}

/** A user id has letters that a bucket's name must not have. */
async function bucketName(userId: string): Promise<string> {
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(userId));
	const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0'));
	return `open-${hex.join('').slice(0, 32)}`;
}

async function using<T>(
	name: string,
	bucket: StorageBucket | undefined,
	work: (db: WrapDatabase) => PromiseLike<T>,
): Promise<T> {
	const db = new WrapDatabase(name, bucket);
	try {
		return await work(db);
	} finally {
		db.close();
	}
}
