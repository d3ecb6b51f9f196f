/** Storage Buckets API (WICG), as far as it is used; absent in Firefox. */
interface StorageBucket {
	readonly indexedDB: IDBFactory;
}

interface StorageBucketManager {
	/** Makes it where there is none. A name has small letters, digits, `-` and `_`, 64 at most. */
	open(name: string, options?: { durability?: 'strict' | 'relaxed' }): Promise<StorageBucket>;
	keys(): Promise<string[]>;
	/** Its files are gone when this resolves. */
	delete(name: string): Promise<void>;
}

interface Navigator {
	readonly storageBuckets?: StorageBucketManager;
}

interface WorkerNavigator {
	readonly storageBuckets?: StorageBucketManager;
}
