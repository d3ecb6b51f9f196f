import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { AccountDatabase } from '../store/database.ts';
import type { EventRow } from '../store/event-rows.ts';
import { aRoom } from '../store/room-fixture.ts';
import { readSaid } from './said.ts';

const opened = 1_000;
let db: AccountDatabase;
let count = 0;

beforeEach(async () => {
	count += 1;
	db = new AccountDatabase(`@alice${count}:a`);
	await db.rooms.bulkPut([aRoom('!a:a'), aRoom('!b:a'), aRoom('!left:a', { membership: 'leave' })]);
});

async function said(roomId: string, time: number, over: Partial<EventRow> = {}): Promise<void> {
	await db.events.put({
		kind: 'event',
		roomId,
		order: time,
		eventId: `${roomId} ${time}`,
		type: 'm.room.message',
		sender: '@bob:b',
		time,
		isEncrypted: true,
		status: 'readable',
		pages: ['page'],
		sealed: new Uint8Array([1]),
		...over,
	});
}

async function found(): Promise<[string, number][]> {
	const { newest } = await readSaid(db, 'page', opened);
	return newest.map(({ room, order }) => [room.roomId, order]);
}

describe('readSaid', () => {
	it('finds who spoke of a page in the rooms that one is in, the newest first', async () => {
		await said('!a:a', 1);
		await said('!b:a', 3);
		await said('!a:a', 2, { pages: ['another', 'page'] });
		await said('!left:a', 4);
		await said('!b:a', 5, { pages: ['another'] });
		await db.state.put({
			roomId: '!b:a',
			type: 'm.room.member',
			stateKey: '@bob:b',
			eventId: '$m',
			sender: '@bob:b',
			time: 0,
			content: { displayname: 'Bob' },
		});
		expect(await found()).toEqual([
			['!b:a', 3],
			['!a:a', 2],
			['!a:a', 1],
		]);
		const { newest, count: all } = await readSaid(db, 'page', opened);
		expect(newest.map(({ senderName }) => senderName)).toEqual(['Bob', undefined, undefined]);
		expect(all).toBe(3);
	});

	it('counts all, but lists no more of one room than says something', async () => {
		for (let time = 1; time <= 50; time += 1) await said('!a:a', time);
		await said('!b:a', 10);
		expect(await found()).toEqual([
			['!a:a', 50],
			['!a:a', 49],
			['!a:a', 48],
			['!b:a', 10],
		]);
		expect((await readSaid(db, 'page', opened)).count).toBe(51);
	});

	it('leaves out what one has just shared oneself', async () => {
		await said('!a:a', opened - 1, { sender: db.userId });
		await said('!b:a', opened + 1, { sender: db.userId });
		const { newest, count: all } = await readSaid(db, 'page', opened);
		expect(newest.map(({ order }) => order)).toEqual([opened - 1]);
		expect(all).toBe(1);
	});

	it('finds nothing for a page that nobody spoke of', async () => {
		await said('!a:a', 1);
		expect(await readSaid(db, 'other', opened)).toEqual({ newest: [], count: 0 });
	});
});
