import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { AccountDatabase } from './database.ts';
import { followGlance } from './follow-glance.ts';
import { dropGlance, type Glance, glanceRooms, readGlance } from './glance.ts';
import { aRoom } from './room-fixture.ts';
import { type CacheKey, seal } from './seal.ts';
import { forgetUnlockedKey, keepUnlockedKey } from './unlocked.ts';
import { cacheKeyOf, newVaultKey } from './vault-keys.ts';

const userId = '@glance:a';
let db: AccountDatabase;
let cacheKey: CacheKey;
let unfollow: () => void;

beforeEach(async () => {
	fakeBrowser.reset();
	const vaultKey = newVaultKey();
	cacheKey = await cacheKeyOf(vaultKey);
	db = new AccountDatabase(userId);
	const accessToken = await seal(cacheKey, 'the token');
	await db.session.put({
		id: 'session',
		userId,
		deviceId: 'D',
		baseUrl: 'https://a',
		accessToken,
		identity: 'ready',
	});
	const preview = { kind: 'text' as const, sender: '@bob:a', senderName: 'Bob', text: 'Tea?' };
	await db.rooms.bulkPut([
		aRoom('!old:a', { activity: 1 }),
		aRoom('!new:a', { activity: 3, lastMessage: await seal(cacheKey, preview) }),
		aRoom('!invite:a', { membership: 'invite', activity: 0 }),
		aRoom('!left:a', { membership: 'leave', activity: 9 }),
	]);
	await keepUnlockedKey(userId, vaultKey);
	unfollow = followGlance(db, cacheKey);
});

afterEach(async () => {
	unfollow();
	db.close();
	await Dexie.delete(db.name);
});

async function read(user = userId): Promise<Glance | undefined> {
	return await readGlance(user);
}

describe('the glance', () => {
	it('holds the first chats in the order of the list, with their previews, and follows them', async () => {
		const roomIds = async (): Promise<string[] | undefined> =>
			(await read())?.rooms.map(({ row }) => row.roomId);
		await expect.poll(roomIds).toEqual(['!invite:a', '!new:a', '!old:a']);
		const glance = await read();
		expect(glance?.rooms[1]?.preview).toMatchObject({ senderName: 'Bob', text: 'Tea?' });
		expect(glance?.session).toMatchObject({ userId, identity: 'ready' });
		await db.rooms.update('!old:a', { activity: 5 });
		await expect.poll(roomIds).toEqual(['!invite:a', '!old:a', '!new:a']);
	});

	it('holds no more than it has to', async () => {
		await db.rooms.bulkPut(
			Array.from({ length: 2 * glanceRooms }, (_, at) => aRoom(`!${at}:a`, { activity: at })),
		);
		await expect.poll(async () => (await read())?.rooms.length).toBe(glanceRooms);
	});

	it('is without a token, and for its account alone', async () => {
		await expect.poll(async () => read()).toBeDefined();
		expect(Object.keys((await read())?.session ?? {})).not.toContain('accessToken');
		expect(await read('@other:a')).toBeUndefined();
		await dropGlance();
		expect(await read()).toBeUndefined();
	});

	it('goes with the key that unlocks the account, and is not read without it', async () => {
		await expect.poll(async () => read()).toBeDefined();
		unfollow();
		const { glance } = await fakeBrowser.storage.session.get('glance');
		await forgetUnlockedKey();
		expect(await fakeBrowser.storage.session.get(null)).toEqual({});
		await fakeBrowser.storage.session.set({ glance });
		expect(await read()).toBeUndefined();
	});

	it('is not kept once nobody follows it any more', async () => {
		await expect.poll(async () => read()).toBeDefined();
		await db.rooms.update('!old:a', { activity: 5 });
		unfollow();
		await dropGlance();
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(await read()).toBeUndefined();
	});
});
