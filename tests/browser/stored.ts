import { version1 as stores1 } from '../../src/store/version-1-fixture.ts';
import { type Browser, type Surface, until, untilTrue } from './driver/index.ts';

/** Functions that run in a page of the extension, on its databases as they are. */

/** A page of the extension without any code of its own. */
export async function barePage(browser: Browser): Promise<Surface> {
	return await browser.openTab('icons/128.png');
}

/** How many rows of a store of the account's database fit; -1 while there is no such store. */
export async function countRows(page: Surface, store: string): Promise<number> {
	return await page.evaluate(async (name) => {
		const one = (await indexedDB.databases()).find((database) => database.name?.startsWith('messa/@'));
		if (!one?.name) return -1;
		const db = await new Promise<IDBDatabase>((resolve, reject) => {
			const request = indexedDB.open(one.name as string);
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(request.error);
		});
		try {
			if (!db.objectStoreNames.contains(name)) return -1;
			return await new Promise<number>((resolve, reject) => {
				const request = db.transaction(name).objectStore(name).count();
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error);
			});
		} finally {
			db.close();
		}
	}, store);
}

/** Reads in the account's database without a pause, for so long. Resolves as soon as it does. */
export async function readOnFor(page: Surface, ms: number): Promise<void> {
	await page.evaluate(async (forMs) => {
		const one = (await indexedDB.databases()).find((database) => database.name?.startsWith('messa/@'));
		const db = await new Promise<IDBDatabase>((resolve, reject) => {
			const request = indexedDB.open(one?.name as string);
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(request.error);
		});
		const end = performance.now() + forMs;
		const session = db.transaction('session').objectStore('session');
		const read = (): void => {
			if (performance.now() > end) db.close();
			else session.openCursor().onsuccess = read;
		};
		read();
	}, ms);
}

/** Writes random bytes over all that is sealed in these stores. @returns how many rows it was. */
export async function scramble(page: Surface, stores: string[]): Promise<number> {
	return await page.evaluate(async (names) => {
		const one = (await indexedDB.databases()).find((database) => database.name?.startsWith('messa/@'));
		const db = await new Promise<IDBDatabase>((resolve, reject) => {
			const request = indexedDB.open(one?.name as string);
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(request.error);
		});
		const transaction = db.transaction(names, 'readwrite');
		let rows = 0;
		for (const name of names) {
			const request = transaction.objectStore(name).openCursor();
			request.onsuccess = () => {
				const cursor = request.result;
				if (!cursor) return;
				if (cursor.value.sealed) {
					cursor.update({ ...cursor.value, sealed: crypto.getRandomValues(new Uint8Array(80)) });
					rows += 1;
				}
				cursor.continue();
			};
		}
		await new Promise<void>((resolve, reject) => {
			transaction.oncomplete = () => resolve();
			transaction.onabort = () => reject(transaction.error);
		});
		db.close();
		return rows;
	}, stores);
}

/** Opens the account's database as a version far ahead would, with everybody else letting go of it. */
export async function raiseVersion(page: Surface): Promise<void> {
	await page.evaluate(async () => {
		const one = (await indexedDB.databases()).find((database) => database.name?.startsWith('messa/@'));
		await new Promise<void>((resolve, reject) => {
			const request = indexedDB.open(one?.name as string, 990);
			request.onupgradeneeded = () => request.result.createObjectStore('future');
			request.onsuccess = () => {
				request.result.close();
				resolve();
			};
			request.onerror = () => reject(request.error);
		});
	});
}

/** The version of the account's database, as Dexie counts. */
export async function versionOf(page: Surface): Promise<number> {
	return await page.evaluate(async () => {
		const one = (await indexedDB.databases()).find((database) => database.name?.startsWith('messa/@'));
		return (one?.version ?? 0) / 10;
	});
}

/**
 * Stores random bytes until not even a little fits: in a database of its own, then in the account's, which may
 * have room inside of its file. There they are drafts, which nothing gives up.
 */
export async function fillDisk(page: Surface): Promise<void> {
	const fill = (size: number, isInside: boolean): Promise<boolean> =>
		page.evaluate(
			async (bytes, inside) => {
				const account = (await indexedDB.databases()).find(({ name }) => name?.startsWith('messa/@'))?.name;
				const db = await new Promise<IDBDatabase>((resolve, reject) => {
					const request = indexedDB.open(inside ? (account as string) : 'filler');
					request.onupgradeneeded = () => request.result.createObjectStore('drafts', { keyPath: 'id' });
					request.onsuccess = () => resolve(request.result);
					request.onerror = () => reject(request.error);
				});
				const content = new Uint8Array(bytes);
				for (let at = 0; at < bytes; at += 65_536) {
					crypto.getRandomValues(content.subarray(at, Math.min(bytes, at + 65_536)));
				}
				const isStored = await new Promise<boolean>((resolve) => {
					const transaction = db.transaction('drafts', 'readwrite');
					transaction.objectStore('drafts').add({ id: `share:filler${crypto.randomUUID()}`, content });
					transaction.oncomplete = () => resolve(true);
					transaction.onabort = () => resolve(false);
				});
				db.close();
				return isStored;
			},
			size,
			isInside,
		);
	for (const isInside of [false, true]) {
		for (const size of [1_000_000, 60_000, 4_000, 400]) {
			await untilTrue(`no room for ${size} bytes`, async () => !(await fill(size, isInside)), 60_000);
		}
	}
}

/** Gives the room back. */
export async function emptyDisk(page: Surface): Promise<void> {
	await page.evaluate(async () => {
		const settled = async <T>(request: IDBRequest<T>): Promise<T> =>
			new Promise((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error);
			});
		await settled(indexedDB.deleteDatabase('filler'));
		const name = (await indexedDB.databases()).find((one) => one.name?.startsWith('messa/@'))?.name ?? '';
		const db = await settled(indexedDB.open(name));
		const drafts = db.transaction('drafts', 'readwrite').objectStore('drafts');
		await settled(drafts.delete(IDBKeyRange.bound('share:filler', 'share:filler\uffff')));
		db.close();
	});
}

/** How many bytes the extension stores. */
export async function bytesStored(page: Surface): Promise<number> {
	return await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
}

/**
 * Puts the account's database back to the first released version: its stores, indexes and rows.
 * @returns the version that it has then, as Dexie counts.
 */
export async function downgrade(page: Surface): Promise<number> {
	return await until('the database to be one of version 1', async () =>
		page.evaluate(async (version1) => {
			const settled = async <T>(request: IDBRequest<T>): Promise<T> =>
				new Promise((resolve, reject) => {
					request.onsuccess = () => resolve(request.result);
					request.onerror = () => reject(request.error);
				});
			const databases = await indexedDB.databases();
			const name = databases.find((one) => one.name?.startsWith('messa/@'))?.name ?? '';
			const now = await settled(indexedDB.open(name));
			const stores = Object.keys(version1).filter((store) => now.objectStoreNames.contains(store));
			const reading = now.transaction(stores);
			const rows = Object.fromEntries(
				await Promise.all(
					stores.map(async (store) => [store, await settled(reading.objectStore(store).getAll())] as const),
				),
			);
			now.close();
			for (const one of databases) {
				if (one.name?.startsWith('messa/@') || one.name?.startsWith('messa-vault/')) {
					await settled(indexedDB.deleteDatabase(one.name));
				}
			}
			const open = indexedDB.open(name, 10);
			open.onupgradeneeded = () => {
				for (const [store, [keyPath, ...indexes]] of Object.entries(version1)) {
					const made = open.result.createObjectStore(store, { keyPath, autoIncrement: store === 'outbox' });
					for (const index of indexes) {
						made.createIndex(Array.isArray(index) ? `[${index.join('+')}]` : index, index);
					}
					for (const row of rows[store] ?? []) {
						for (const derived of ['shelf', 'attention', 'behind']) delete row[derived];
						if ('notifies' in row) row.notifies = true;
						made.put(row);
					}
				}
			};
			const then = await settled(open);
			const { version } = then;
			then.close();
			return version / 10;
		}, stores1),
	);
}

/** What the vault's row and its copy are made of. */
export async function keysOfVaults(page: Surface): Promise<string[][]> {
	return await page.evaluate(async () => {
		const settled = async <T>(request: IDBRequest<T>): Promise<T> =>
			new Promise((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error);
			});
		const names = (await indexedDB.databases()).flatMap(({ name }) =>
			name?.startsWith('messa/@') || name?.startsWith('messa-vault/@') ? [name] : [],
		);
		const found: string[][] = [];
		for (const name of names) {
			const db = await settled(indexedDB.open(name));
			const row = await settled(db.transaction('vault').objectStore('vault').get('vault'));
			db.close();
			found.push(Object.keys(row ?? {}).sort());
		}
		return found;
	});
}

/** The wrapped vault key of an account without a lock; undefined where there is none. */
export async function readWrap(page: Surface): Promise<number[] | undefined> {
	return await page.evaluate(async () => {
		const settled = async <T>(request: IDBRequest<T>): Promise<T> =>
			new Promise((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error);
			});
		const [bucket] = (await navigator.storageBuckets?.keys()) ?? [];
		const factory = bucket ? (await navigator.storageBuckets?.open(bucket))?.indexedDB : indexedDB;
		const name = (await factory?.databases())?.find((one) => one.name?.startsWith('messa-open/@'))?.name;
		if (!factory || name === undefined) return undefined;
		const db = await settled(factory.open(name));
		const row = await settled(db.transaction('wraps').objectStore('wraps').get('vault'));
		db.close();
		return [...(row.wrapped as Uint8Array)];
	});
}

/** How many keys that the browser itself can use lie in all databases of the extension. */
export async function countStoredKeys(page: Surface): Promise<number> {
	return await page.evaluate(async () => {
		const settled = async <T>(request: IDBRequest<T>): Promise<T> =>
			new Promise((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error);
			});
		const keysIn = (value: unknown): number => {
			if (value instanceof CryptoKey) return 1;
			if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return 0;
			return Object.values(value).reduce((sum: number, part) => sum + keysIn(part), 0);
		};
		const factories = [indexedDB];
		for (const name of (await navigator.storageBuckets?.keys()) ?? []) {
			const bucket = await navigator.storageBuckets?.open(name);
			if (bucket) factories.push(bucket.indexedDB);
		}
		let count = 0;
		for (const factory of factories) {
			for (const { name } of await factory.databases()) {
				const db = await settled(factory.open(name ?? ''));
				for (const store of db.objectStoreNames) {
					count += keysIn(await settled(db.transaction(store).objectStore(store).getAll()));
				}
				db.close();
			}
		}
		return count;
	});
}
