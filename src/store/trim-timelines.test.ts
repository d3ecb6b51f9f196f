import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { AccountDatabase, isGap } from './database.ts';
import type { EventRow, RelationRow } from './event-rows.ts';
import { aRoom } from './room-fixture.ts';
import type { RoomRow } from './room-rows.ts';
import { trimTimelines } from './trim-timelines.ts';

const roomId = '!room:a';
const kept = 10;
let db: AccountDatabase;
let count = 0;

beforeEach(() => {
	count += 1;
	db = new AccountDatabase(`@trim${count}:a`);
});

const event = (order: number, over: Partial<EventRow> = {}): EventRow => ({
	kind: 'event',
	roomId,
	order,
	eventId: `$${order}`,
	type: 'm.room.message',
	sender: '@bob:b',
	time: order,
	isEncrypted: true,
	status: 'readable',
	sealed: new Uint8Array([1]),
	...over,
});

const reaction = (order: number, targetId: string): RelationRow => ({
	eventId: `$r${order}`,
	roomId,
	targetId,
	order,
	relation: 'm.annotation',
	sender: '@bob:b',
	time: order,
	isEncrypted: false,
	status: 'readable',
	sealed: new Uint8Array([1]),
});

async function fill(length: number, room: Partial<RoomRow> = {}): Promise<void> {
	await db.rooms.put(aRoom(roomId, room));
	await db.events.bulkPut(Array.from({ length }, (_, index) => event(index + 1)));
}

async function orders(): Promise<number[]> {
	return (await db.events.toCollection().primaryKeys()).map(([, order]) => order);
}

describe('trimTimelines', () => {
	it('leaves a short room as it is', async () => {
		await fill(kept + 19);
		expect(await trimTimelines(db, kept)).toBe(false);
		expect((await orders()).length).toBe(kept + 19);
	});

	it('keeps the newest, and a gap that knows where it begins', async () => {
		await fill(50);
		expect(await trimTimelines(db, kept)).toBe(true);
		expect(await orders()).toEqual([0, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50]);
		expect(await db.events.get([roomId, 0])).toEqual({
			kind: 'gap',
			roomId,
			order: 0,
			prevBatch: '',
			aboveEventId: '$41',
		});
		expect(await trimTimelines(db, kept)).toBe(false);
	});

	it('lets the lowest gap stand for all that goes, so that nothing more has to be written', async () => {
		await fill(50);
		await db.events.put({ kind: 'gap', roomId, order: 0, prevBatch: 't0', nextBatch: 'n' });
		await trimTimelines(db, kept);
		expect((await orders()).slice(0, 3)).toEqual([0, 41, 42]);
		expect(await db.events.get([roomId, 0])).toEqual({
			kind: 'gap',
			roomId,
			order: 0,
			prevBatch: '',
			aboveEventId: '$41',
		});
	});

	it('keeps a gap that stands at the cut, with its own token', async () => {
		await fill(50);
		await db.events.put({ kind: 'gap', roomId, order: 41, prevBatch: 't', nextBatch: 'n' });
		await trimTimelines(db, kept);
		expect((await orders())[0]).toBe(41);
		expect(await db.events.get([roomId, 41])).toEqual({ kind: 'gap', roomId, order: 41, prevBatch: 't' });
	});

	it('keeps what is unread', async () => {
		await fill(50, { readOrder: 30 });
		await db.events.bulkPut([event(20, { notifies: 1 }), event(35, { notifies: 1 })]);
		await trimTimelines(db, kept);
		expect((await orders()).slice(0, 2)).toEqual([0, 35]);
	});

	it('lets relations go with their messages, and none stay known below the gap', async () => {
		await fill(50);
		await db.relations.bulkPut([reaction(5.5, '$5'), reaction(12.5, '$45'), reaction(48.5, '$5')]);
		await trimTimelines(db, kept);
		const relations = await db.relations.toArray();
		expect(relations.map(({ eventId, order }) => [eventId, order])).toEqual([
			['$r12.5', 41],
			['$r48.5', 48.5],
		]);
		expect((await db.events.toArray()).filter(isGap).length).toBe(1);
	});

	it('goes through every room', async () => {
		await fill(50);
		await db.rooms.put(aRoom('!other:a'));
		await db.events.bulkPut(Array.from({ length: 60 }, (_, i) => event(i, { roomId: '!other:a' })));
		await trimTimelines(db, kept);
		expect(await db.events.where('[roomId+order]').between(['!other:a', -9], ['!other:a', 99]).count()).toBe(
			kept + 1,
		);
	});
});
