import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dropOpenWrap, keepOpenWrap, type OpenWrap, readOpenWrap } from './open-wrap.ts';

const userId = '@Alice:a';
const bucketName = expect.stringMatching(/^open-[0-9a-f]{32}$/);
let buckets: Map<string, StorageBucket>;

const storageBuckets: StorageBucketManager = {
	open: async (name) => {
		const bucket = buckets.get(name) ?? { indexedDB: new IDBFactory() };
		buckets.set(name, bucket);
		return bucket;
	},
	keys: async () => [...buckets.keys()],
	delete: async (name) => void buckets.delete(name),
};

/** As in Chromium. */
function haveBuckets(manager: Partial<StorageBucketManager> = storageBuckets): void {
	vi.stubGlobal('navigator', { storageBuckets: manager });
}

async function aWrap(byte: number): Promise<OpenWrap> {
	const wrappingKey = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt']);
	return { wrappingKey, wrapped: new Uint8Array(60).fill(byte) };
}

beforeEach(() => {
	buckets = new Map();
});

afterEach(async () => {
	vi.unstubAllGlobals();
	await dropOpenWrap(userId);
});

describe('what opens an account without a lock', () => {
	it('lies among the other databases where the browser has no buckets', async () => {
		await keepOpenWrap(userId, await aWrap(1));
		expect((await readOpenWrap(userId))?.wrapped[0]).toBe(1);
		expect((await indexedDB.databases()).length).toBe(2);
		await dropOpenWrap(userId);
		expect(await readOpenWrap(userId)).toBeUndefined();
	});
	it('lies in a bucket of its own where it has, which goes as a whole', async () => {
		haveBuckets();
		await keepOpenWrap(userId, await aWrap(2));
		expect(await indexedDB.databases()).toEqual([]);
		expect([...buckets.keys()]).toEqual([bucketName]);
		expect((await readOpenWrap(userId))?.wrapped[0]).toBe(2);
		await dropOpenWrap(userId);
		expect(buckets.size).toBe(0);
	});
	it('is found, and dropped, where it lay before there were buckets', async () => {
		await keepOpenWrap(userId, await aWrap(3));
		haveBuckets();
		expect((await readOpenWrap(userId))?.wrapped[0]).toBe(3);
		await dropOpenWrap(userId);
		expect([buckets.size, await indexedDB.databases()]).toEqual([0, []]);
	});
	it('lies among the others where a bucket does not open', async () => {
		haveBuckets({
			...storageBuckets,
			open: async () => Promise.reject(new DOMException('no', 'UnknownError')),
		});
		await keepOpenWrap(userId, await aWrap(4));
		expect((await readOpenWrap(userId))?.wrapped[0]).toBe(4);
	});
});
