import { IDBFactory } from 'fake-indexeddb';
import { expect, it } from 'vitest';
import { cryptoStorePrefix, letGoWhenDeleted } from './crypto-store.ts';

function done<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error);
	});
}

it('deletes a crypto store whose connection is still open', async () => {
	const factory = new IDBFactory();
	letGoWhenDeleted(factory);
	letGoWhenDeleted(factory);
	const name = `${cryptoStorePrefix('@alice:example.org', 'DEVICE')}::matrix-sdk-crypto`;
	await done(factory.open(name, 1));
	await done(factory.open(name));
	await done(factory.deleteDatabase(name));
	expect(await factory.databases()).toEqual([]);
});
