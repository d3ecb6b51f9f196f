import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { AccountDatabase } from './database.ts';
import { followGlance } from './follow-glance.ts';
import { dropGlance, type Glance, glanceRooms, readGlance } from './glance.ts';
import { aRoom } from './room-fixture.ts';
import { type CacheKey, seal } from './seal.ts';
import { cacheKeyOf, newVaultKey } from './vault-keys.ts';

const userId = '@glance:a';
let db: AccountDatabase;
let cacheKey: CacheKey;
let unfollow: () => void;

beforeEach(async () => {
	fakeBrowser.reset();
	cacheKey = await cacheKeyOf(newVaultKey());
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
	unfollow = followGlance(db, cacheKey);
});

afterEach(async () => {
	unfollow();
	db.close();
	await Dexie.delete(db.name);
});

async function read(user = userId, key: CacheKey | undefined = cacheKey): Promise<Glance | undefined> {
	return await readGlance(user, Promise.resolve(key));
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

	it('is sealed, without a token, and for its account alone', async () => {
		await expect.poll(async () => read()).toBeDefined();
		expect(JSON.stringify(await fakeBrowser.storage.session.get(null))).not.toMatch(/Tea|Bob|!new/);
		expect(Object.keys((await read())?.session ?? {})).not.toContain('accessToken');
		expect(await read('@other:a')).toBeUndefined();
		expect(await readGlance(userId, Promise.resolve(undefined))).toBeUndefined();
		expect(await read(userId, await cacheKeyOf(newVaultKey()))).toBeUndefined();
		await dropGlance();
		expect(await read()).toBeUndefined();
	});
});
