import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AccountDatabase } from '../store/database.ts';
import type { OutboxRow } from '../store/outbox-rows.ts';
import { aRoom } from '../store/room-fixture.ts';
import { liftRooms } from './lift-rooms.ts';

let db: AccountDatabase;

beforeEach(async () => {
	db = new AccountDatabase('@alice:lift');
	await db.rooms.bulkPut([
		{ ...aRoom('!old'), activity: 10 },
		{ ...aRoom('!new'), activity: 900 },
	]);
});

afterEach(async () => {
	db.close();
	await db.delete();
});

async function wait(roomId: string, time: number, changes: Partial<OutboxRow> = {}): Promise<void> {
	const common = { state: 'queued' as const, attempt: 0, nextTry: 0, type: 'm.room.message' };
	await db.outbox.add({
		...common,
		roomId,
		transactionId: `m${time}`,
		sealed: new Uint8Array() as OutboxRow['sealed'],
		time,
		...changes,
	});
}

async function activities(): Promise<unknown> {
	return (await db.rooms.toArray()).map(({ roomId, activity }) => [roomId, activity]);
}

describe('liftRooms', () => {
	it('moves a room up to the newest message that waits there, and none down', async () => {
		await wait('!old', 400);
		await wait('!old', 500);
		await wait('!new', 500);
		await wait('!gone', 500);
		await liftRooms(db);
		expect(await activities()).toEqual([
			['!new', 900],
			['!old', 500],
		]);
	});
	it('moves none for a deletion', async () => {
		await wait('!old', 400, { type: 'm.room.redaction' });
		await liftRooms(db);
		expect(await activities()).toContainEqual(['!old', 10]);
	});
});
