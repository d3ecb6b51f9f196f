import 'fake-indexeddb/auto';
import { beforeEach, expect, it } from 'vitest';
import { AccountDatabase } from '../store/database.ts';
import type { RoomRow } from '../store/room-rows.ts';
import { newRoomRow } from './room-row.ts';
import { markLeftBehind } from './succession.ts';

let count = 0;
let db: AccountDatabase;

beforeEach(() => {
	count += 1;
	db = new AccountDatabase(`@succession${count}:x`);
});

async function write(...rooms: RoomRow[]): Promise<void> {
	await db.rooms.bulkPut(rooms);
	await markLeftBehind(db, rooms);
}

function room(roomId: string, over: Partial<RoomRow>): RoomRow {
	return { ...newRoomRow(roomId), membership: 'join', unread: 1, ...over };
}

async function onShelf(): Promise<string[]> {
	const rooms = await db.rooms.where('[shelf+activity]').between(['chat', 0], ['chat', 9]).toArray();
	return rooms.map(({ roomId }) => roomId);
}

const old = room('!old:x', { replacedBy: '!new:x' });
const successor = room('!new:x', { replaces: '!old:x' });

it('leaves a room on the shelf until its successor is joined, whichever comes first', async () => {
	await write(old);
	await write({ ...successor, membership: 'invite' });
	expect(await onShelf()).toEqual(['!old:x']);
	await write(successor);
	expect(await onShelf()).toEqual(['!new:x']);
	expect(await db.rooms.where('attention').equals(1).count()).toBe(1);
});

it('takes it off when its tombstone comes after the successor', async () => {
	await write({ ...room('!old:x', {}) });
	await write(successor);
	expect(await onShelf()).toEqual(['!new:x', '!old:x']);
	await write(old);
	expect(await onShelf()).toEqual(['!new:x']);
});

it('puts it back when the successor is left', async () => {
	await write(old, successor);
	await write({ ...successor, membership: 'leave' });
	expect(await onShelf()).toEqual(['!old:x']);
});

it('hides no room that did not say itself that it was replaced', async () => {
	await write(room('!old:x', {}), room('!other:x', { replacedBy: '!elsewhere:x' }));
	await write(successor, room('!thief:x', { replaces: '!other:x' }));
	expect(await onShelf()).toEqual(['!new:x', '!old:x', '!other:x', '!thief:x']);
});
