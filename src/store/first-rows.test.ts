import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import type { SessionRow } from './account-rows.ts';
import { AccountDatabase } from './database.ts';
import { databaseName } from './database-name.ts';
import { readFirstRows } from './first-rows.ts';
import type { RoomRow } from './room-rows.ts';

const userId = '@alice:x';
const session: SessionRow = {
	id: 'session',
	userId,
	deviceId: 'D',
	baseUrl: 'https://x',
	accessToken: new Uint8Array(),
	identity: 'ready',
};

function room(roomId: string, changes: Partial<RoomRow>): RoomRow {
	return {
		roomId,
		name: roomId,
		kind: 'room',
		membership: 'join',
		isEncrypted: true,
		activity: 0,
		unread: 0,
		highlights: 0,
		readOrder: 0,
		lastOrder: 0,
		announcedOrder: 0,
		heroes: [],
		joinedCount: 2,
		invitedCount: 0,
		hasAllMembers: false,
		...changes,
	};
}

afterEach(async () => {
	indexedDB.deleteDatabase(databaseName(userId));
});

describe('readFirstRows', () => {
	it('reads what Dexie wrote, invites first, then the newest', async () => {
		const db = new AccountDatabase(userId);
		await db.session.put(session);
		await db.views.put({ id: 'popup', roomId: '!b:x', time: 1 });
		await db.rooms.bulkPut([
			room('!a:x', { activity: 1 }),
			room('!b:x', { activity: 3 }),
			room('!c:x', { activity: 2 }),
			room('!left:x', { activity: 9, membership: 'leave' }),
			room('!invite:x', { membership: 'invite' }),
		]);
		db.close();
		const first = await readFirstRows(userId, 'popup', 3);
		expect(first?.rooms.map(({ roomId }) => roomId)).toEqual(['!invite:x', '!b:x', '!c:x']);
		expect(first).toMatchObject({ session: { userId }, view: { roomId: '!b:x' } });
	});

	it('gives nothing for an account that is not here, and makes nothing', async () => {
		expect(await readFirstRows(userId, 'popup', 3)).toBeUndefined();
		const names = (await indexedDB.databases()).map(({ name }) => name);
		expect(names).not.toContain(databaseName(userId));
	});

	it('gives nothing for a database of another shape', async () => {
		const request = indexedDB.open(databaseName(userId), 10);
		request.onupgradeneeded = () => request.result.createObjectStore('vault');
		await new Promise((resolve) => {
			request.onsuccess = resolve;
		});
		request.result.close();
		expect(await readFirstRows(userId, 'popup', 3)).toBeUndefined();
	});
});
