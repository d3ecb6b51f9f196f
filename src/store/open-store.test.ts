import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { AccountDatabase } from './database.ts';
import { databaseName } from './database-name.ts';
import { openStore } from './open-store.ts';
import { dropOpenWrap, openWrapNames, readOpenWrap } from './open-wrap.ts';
import { clearCache } from './rebuild.ts';
import { aRoom } from './room-fixture.ts';
import { copyAll, keptTables, SafeCopy, safeCopyName } from './safe-copy.ts';
import { seal, unseal } from './seal.ts';
import { createVault, LockedError, openCacheKey } from './vault.ts';

const roomId = '!room:a';
let userId: string;
let count = 0;

beforeEach(async () => {
	fakeBrowser.reset();
	count += 1;
	userId = `@open${count}:a`;
	const db = new AccountDatabase(userId);
	const vault = await createVault(userId);
	const cacheKey = await openCacheKey(userId, vault);
	await db.vault.put(vault);
	await db.session.put({
		id: 'session',
		userId,
		deviceId: 'D',
		baseUrl: 'https://a',
		accessToken: await seal(cacheKey, 'token'),
		identity: 'ready',
	});
	await db.drafts.put({ id: `room:${roomId}`, sealed: await seal(cacheKey, 'draft'), time: 1 });
	await db.outbox.add({
		roomId,
		transactionId: 'm1',
		type: 'm.room.message',
		sealed: await seal(cacheKey, { body: 'x' }),
		time: 1,
		state: 'queued',
		attempt: 0,
		nextTry: 0,
	});
	await db.rooms.put(aRoom(roomId));
	await db.position.put({ id: 'sync', source: 'classic', since: 's1' });
	await untilCopied(db);
	db.close();
});

/** Copies follow their originals by a breath. */
async function untilCopied(db: AccountDatabase): Promise<void> {
	await expect.poll(async () => counts(db.safeCopy)).toEqual(await counts(db));
}

async function counts(db: Dexie): Promise<number[]> {
	return await Promise.all(keptTables.map((name) => db.table(name).count()));
}

async function whatIsThere(): Promise<object> {
	const store = await openStore(userId);
	if (!store) return {};
	const { db, keys, session } = store;
	const draft = await db.drafts.get(`room:${roomId}`);
	const there = {
		token: await unseal(keys.cacheKey, session.accessToken),
		draft: draft && (await unseal(keys.cacheKey, draft.sealed)),
		outbox: (await db.outbox.toArray()).map(({ sequence, transactionId }) => [sequence, transactionId]),
		rooms: await db.rooms.count(),
		position: (await db.position.get('sync'))?.since,
	};
	db.close();
	return there;
}

const aPasskeyWrap = {
	credentialId: new Uint8Array(1),
	salt: new Uint8Array(32),
	wrapped: new Uint8Array(60),
};

const kept = { token: 'token', draft: 'draft', outbox: [[1, 'm1']] };

/** Writes past the copy, as damage does. */
async function damage(change: (store: (name: string) => IDBObjectStore) => void): Promise<void> {
	const { promise, resolve, reject } = Promise.withResolvers<void>();
	const request = indexedDB.open(databaseName(userId));
	request.onsuccess = () => {
		const { result } = request;
		const transaction = result.transaction(['vault', 'session', 'rooms'], 'readwrite');
		change((name) => transaction.objectStore(name));
		transaction.oncomplete = () => {
			result.close();
			resolve();
		};
		transaction.onabort = () => reject(transaction.error);
	};
	await promise;
}

describe('openStore', () => {
	it('opens what is whole as it is', async () => {
		expect(await whatIsThere()).toEqual({ ...kept, rooms: 1, position: 's1' });
	});

	it('brings back from the copy what a lost database held, and has the rest come anew', async () => {
		await Dexie.delete(databaseName(userId));
		expect(await whatIsThere()).toEqual({ ...kept, rooms: 0, position: undefined });
	});

	it('gives nothing when both are lost', async () => {
		await Dexie.delete(databaseName(userId));
		await Dexie.delete(safeCopyName(userId));
		expect(await openStore(userId)).toBeUndefined();
	});

	it('takes the keys from the copy when those in the database were damaged', async () => {
		await damage((store) => {
			store('vault').put({ id: 'vault', wrappingKey: 'no key', wrapped: new Uint8Array(60) });
			store('session').put({ id: 'session', userId, accessToken: 'garbage' });
		});
		expect(await whatIsThere()).toEqual({ ...kept, rooms: 1, position: 's1' });
	});

	it('opens after the browser was closed, by the second wrap where the first is lost', async () => {
		fakeBrowser.reset();
		await Dexie.delete(openWrapNames(userId)[0]);
		expect(await whatIsThere()).toEqual({ ...kept, rooms: 1, position: 's1' });
	});

	it('gives nothing after the browser was closed when both wraps are lost', async () => {
		fakeBrowser.reset();
		await dropOpenWrap(userId);
		expect(await openStore(userId)).toBeUndefined();
	});

	it('has no wrap left behind a lock that was set as the background ended', async () => {
		const db = new AccountDatabase(userId);
		await db.vault.put({ id: 'vault', passkey: aPasskeyWrap });
		db.close();
		fakeBrowser.reset();
		await expect(openStore(userId)).rejects.toThrow(LockedError);
		expect(await readOpenWrap(userId)).toBeUndefined();
	});

	it('makes a database anew that a newer version has written, with what must not be lost', async () => {
		const { promise, resolve } = Promise.withResolvers<void>();
		const request = indexedDB.open(databaseName(userId), 990);
		request.onupgradeneeded = () => request.result.createObjectStore('future');
		request.onsuccess = () => {
			request.result.close();
			resolve();
		};
		await promise;
		expect(await whatIsThere()).toEqual({ ...kept, rooms: 0, position: undefined });
		const store = await openStore(userId);
		expect(store?.db.backendDB().version).toBe(20);
		store?.db.close();
	});

	it('deletes nothing while the keys are nowhere else', async () => {
		await Dexie.delete(safeCopyName(userId));
		await damage((store) => store('vault').clear());
		const request = indexedDB.open(databaseName(userId), 990);
		const { promise, resolve } = Promise.withResolvers<void>();
		request.onsuccess = () => {
			request.result.close();
			resolve();
		};
		await promise;
		await expect(openStore(userId)).rejects.toThrow();
		expect(await Dexie.exists(databaseName(userId))).toBe(true);
	});
});

describe('clearCache', () => {
	it('empties what the homeserver can give again, and only that', async () => {
		const db = new AccountDatabase(userId);
		await clearCache(db);
		db.close();
		expect(await whatIsThere()).toEqual({ ...kept, rooms: 0, position: undefined });
	});
});

describe('the copy', () => {
	it('follows changes and deletions, and is made up for at a start', async () => {
		const db = new AccountDatabase(userId);
		const copy = new SafeCopy(userId);
		await db.session.update('session', { deviceId: 'E' });
		await db.outbox.where({ transactionId: 'm1' }).modify({ state: 'failed' });
		await db.drafts.delete(`room:${roomId}`);
		await expect.poll(async () => copy.session.get('session')).toMatchObject({ deviceId: 'E' });
		await expect.poll(async () => copy.table('outbox').toArray()).toMatchObject([{ state: 'failed' }]);
		await expect.poll(async () => copy.table('drafts').count()).toBe(0);
		await copy.table('outbox').clear();
		await copy.table('drafts').put({ id: 'room:!gone:a' });
		await copyAll(db);
		expect(await copy.table('outbox').count()).toBe(1);
		expect(await copy.table('drafts').count()).toBe(0);
		await db.outbox.clear();
		await expect.poll(async () => copy.table('outbox').count()).toBe(0);
		copy.close();
		db.close();
	});

	it('takes no part in a write that was taken back', async () => {
		const db = new AccountDatabase(userId);
		const broken = db.transaction('rw', db.drafts, async () => {
			await db.drafts.put({ id: 'room:!other:a', sealed: new Uint8Array(), time: 1 });
			throw new Error('no');
		});
		await expect(broken).rejects.toThrow('no');
		await copyAll(db);
		expect(await db.safeCopy.table('drafts').count()).toBe(1);
		db.close();
	});
});
