import 'fake-indexeddb/auto';
import { beforeAll, describe, expect, it } from 'vitest';
import { AccountDatabase } from './database.ts';
import { databaseName } from './database-name.ts';
import { type CacheKey, seal, unseal } from './seal.ts';
import { openCacheKey, settleVault } from './vault.ts';
import { newVaultKey } from './vault-keys.ts';
import { version1 } from './version-1-fixture.ts';
import { wrap } from './wrap.ts';

const userId = '@alice:a';
const roomId = '!room:a';

/** Version 1 kept what opens an account without a lock in the row. */
async function vaultOfVersion1() {
	const algorithm = { name: 'AES-GCM', length: 256 };
	const wrappingKey = await crypto.subtle.generateKey(algorithm, false, ['encrypt', 'decrypt']);
	return { id: 'vault' as const, wrappingKey, wrapped: await wrap(wrappingKey, newVaultKey()) };
}

/** Rows as version 1 wrote them. */
async function rows1(cacheKey: CacheKey, vault: object): Promise<Record<string, object[]>> {
	const body = await seal(cacheKey, { content: { msgtype: 'm.text', body: 'Hello' }, reactions: [] });
	const room = {
		name: 'Trip',
		kind: 'room',
		membership: 'join',
		isEncrypted: true,
		activity: 1_700_000_000_000,
		unread: 1,
		highlights: 1,
		readOrder: 4_294_967_295,
		lastOrder: 4_294_967_297,
		announcedOrder: 4_294_967_297,
		lastMessage: await seal(cacheKey, { sender: '@bob:b', senderName: 'Bob', kind: 'text', text: 'Hello' }),
		lastMessageOrder: 4_294_967_297,
		heroes: ['@bob:b'],
		joinedCount: 2,
		invitedCount: 0,
		hasAllMembers: true,
	};
	const event = {
		kind: 'event',
		roomId,
		type: 'm.room.message',
		sender: '@bob:b',
		time: 1_700_000_000_000,
		isEncrypted: true,
		status: 'readable',
		sealed: body,
	};
	return {
		vault: [vault],
		session: [
			{
				id: 'session',
				userId,
				deviceId: 'DEVICE',
				baseUrl: 'https://a',
				accessToken: await seal(cacheKey, 'token'),
				identity: 'ready',
			},
		],
		position: [{ id: 'sync', source: 'classic', since: 's72' }],
		status: [{ id: 'sync', state: 'live', time: 1 }],
		rooms: [
			{ roomId, ...room },
			{ roomId: '!read:a', ...room, unread: 0, highlights: 0, activity: 1_600_000_000_000 },
			{ roomId: '!direct:a', ...room, unread: 0, kind: 'direct', directUserId: '@bob:b' },
			{ roomId: '!invite:a', ...room, membership: 'invite', announcedOrder: -1, lastOrder: -1 },
			{ roomId: '!left:a', ...room, membership: 'leave' },
			{ roomId: '!space:a', ...room, kind: 'space' },
		],
		state: [
			{ roomId, type: 'm.room.name', stateKey: '', eventId: '$n', sender: '@bob:b', time: 1, content: {} },
		],
		events: [
			{ kind: 'gap', roomId, order: 4_294_967_295, prevBatch: 't1' },
			{ ...event, order: 4_294_967_296, eventId: '$1', notifies: false, highlights: false },
			{ ...event, order: 4_294_967_297, eventId: '$2', notifies: true, highlights: true },
			{
				...event,
				order: 4_294_967_298,
				eventId: '$3',
				status: 'unreadable',
				sessionId: 'S',
				reason: 'keyMissing',
			},
		],
		relations: [
			{
				eventId: '$r',
				roomId,
				targetId: '$1',
				order: 4_294_967_299,
				relation: 'm.annotation',
				sender: '@bob:b',
				time: 1,
				isEncrypted: false,
				status: 'readable',
				sealed: body,
			},
		],
		outbox: [
			{
				sequence: 7,
				roomId,
				transactionId: 'm1',
				type: 'm.room.message',
				sealed: body,
				time: 1,
				state: 'failed',
				attempt: 2,
				nextTry: 1,
				failure: 'notAllowed',
			},
		],
		drafts: [{ id: `room:${roomId}`, sealed: await seal(cacheKey, 'half a thou'), time: 1 }],
		views: [{ id: 'popup', roomId, time: 1 }],
		accountData: [{ type: 'm.direct', content: { '@bob:b': ['!direct:a'] } }],
		receipts: [{ roomId, userId: '@bob:b', eventId: '$1', time: 1 }],
		media: [
			{ url: 'mxc://a/here', state: 'here', blob: new Blob(['picture']), time: 1 },
			{ url: 'mxc://a/failed', state: 'failed', time: 2 },
		],
	};
}

async function writeVersion1(rows: Record<string, object[]>): Promise<void> {
	const { promise, resolve, reject } = Promise.withResolvers<void>();
	// Dexie counts its versions in tens.
	const request = indexedDB.open(databaseName(userId), 10);
	request.onupgradeneeded = () => {
		for (const [name, [keyPath, ...indexes]] of Object.entries(version1)) {
			const store = request.result.createObjectStore(name, { keyPath, autoIncrement: name === 'outbox' });
			for (const index of indexes) {
				store.createIndex(Array.isArray(index) ? `[${index.join('+')}]` : index, index);
			}
			for (const row of rows[name] ?? []) store.put(row);
		}
	};
	request.onsuccess = () => {
		request.result.close();
		resolve();
	};
	request.onerror = () => reject(request.error);
	await promise;
}

let db: AccountDatabase;
let cacheKey: CacheKey;
let before: Record<string, object[]>;

beforeAll(async () => {
	const vault = await vaultOfVersion1();
	cacheKey = await openCacheKey(userId, vault);
	before = await rows1(cacheKey, vault);
	await writeVersion1(before);
	db = new AccountDatabase(userId);
	await db.open();
});

async function roomsWhere(query: Promise<{ roomId: string }[]>): Promise<string[]> {
	return (await query).map((room) => room.roomId).sort();
}

describe('a database of version 1, opened now', () => {
	it('has every row that is not derived from others', async () => {
		const same = ['session', 'status', 'state', 'relations', 'outbox', 'drafts', 'views', 'accountData'];
		for (const name of same) expect(await db.table(name).toArray(), name).toEqual(before[name]);
		expect(await db.position.toArray()).toEqual([
			{ id: 'sync', source: 'classic', since: 's72', isComplete: true },
		]);
		for (const name of ['vault', 'rooms', 'events', 'media']) {
			expect(await db.table(name).count(), name).toBe(before[name]?.length);
		}
	});

	it('still opens with its keys', async () => {
		const vault = await db.vault.get('vault');
		const key = vault && (await openCacheKey(userId, vault));
		const row = await db.events.where('[roomId+eventId]').equals([roomId, '$2']).first();
		if (!key || row?.kind !== 'event') throw new Error('no key or no row');
		expect(await unseal(key, row.sealed)).toMatchObject({ content: { body: 'Hello' } });
		const draft = await db.drafts.get(`room:${roomId}`);
		expect(draft && (await unseal(key, draft.sealed))).toBe('half a thou');
	});

	it('has what opens it moved out of its row', async () => {
		await settleVault(db);
		expect(await db.vault.toArray()).toEqual([{ id: 'vault' }]);
		const key = await openCacheKey(userId, { id: 'vault' });
		const draft = await db.drafts.get(`room:${roomId}`);
		expect(draft && (await unseal(key, draft.sealed))).toBe('half a thou');
	});

	it('finds rooms by what the list and the badge ask for', async () => {
		const onShelf = (shelf: string): Promise<{ roomId: string }[]> =>
			db.rooms.where('[shelf+activity]').between([shelf, 0], [shelf, Infinity]).toArray();
		expect(await roomsWhere(onShelf('chat'))).toEqual(['!direct:a', '!read:a', roomId]);
		expect(await roomsWhere(onShelf('invite'))).toEqual(['!invite:a']);
		expect(await roomsWhere(db.rooms.where('attention').equals(1).toArray())).toEqual([
			'!invite:a',
			roomId,
			'!space:a',
		]);
		expect(await roomsWhere(db.rooms.where('behind').equals(1).toArray())).toEqual(['!invite:a']);
		expect(await roomsWhere(db.rooms.where({ directUserId: '@bob:b' }).toArray())).toEqual(['!direct:a']);
	});

	it('finds the rows that the push rules want noticed', async () => {
		const rows = await db.events
			.where('[roomId+notifies+order]')
			.between([roomId, 1, 0], [roomId, 1, Infinity])
			.toArray();
		expect(rows).toMatchObject([{ eventId: '$2', notifies: 1, highlights: 1 }]);
		const quiet = await db.events.where('[roomId+eventId]').equals([roomId, '$1']).first();
		expect(quiet).not.toHaveProperty('notifies');
	});

	it('has every room looked through for links', async () => {
		expect((await db.unlinked.toArray()).map((row) => row.roomId)).toEqual(
			(await db.rooms.toCollection().primaryKeys()).sort(),
		);
	});

	it('knows the size of its media', async () => {
		expect(await db.media.orderBy('[time+bytes]').keys()).toEqual([[1, 'picture'.length]]);
	});

	it('goes on counting the outbox where it was', async () => {
		const { sequence, ...row } = (await db.outbox.toArray())[0] ?? {};
		expect(await db.outbox.add({ ...row, transactionId: 'm2' } as never)).toBe(8);
	});
});
