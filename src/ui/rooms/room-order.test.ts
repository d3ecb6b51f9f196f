import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AccountDatabase } from '../../store/database.ts';
import type { RoomRow } from '../../store/room-rows.ts';
import { headCount, mergeOrder, type RoomRef, readHead, readOrder } from './room-order.ts';
import { placesToRead } from './room-rows.ts';
import { readNames, search } from './search.ts';

const many = 1200;
let db: AccountDatabase;

function room(number: number, changes: Partial<RoomRow> = {}): RoomRow {
	return {
		roomId: `!${number}:x`,
		name: `Room ${number}`,
		kind: 'room',
		membership: 'join',
		isEncrypted: true,
		activity: many - number,
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

function refs(...numbers: number[]): RoomRef[] {
	return numbers.map((number) => ({ roomId: `!${number}:x`, isInvite: false }));
}

beforeEach(async () => {
	db = new AccountDatabase('@alice:x');
	await db.rooms.bulkAdd(Array.from({ length: many }, (_, number) => room(number)));
	await db.rooms.bulkAdd([
		room(9001, { membership: 'invite', activity: 1 }),
		room(9002, { membership: 'leave' }),
		room(9003, { kind: 'space' }),
	]);
});

afterEach(async () => {
	await db.delete();
});

describe('the order of the list', () => {
	it('begins with invites, then the newest, without spaces and rooms one has left', async () => {
		const { rows } = await readHead(db);
		expect(rows).toHaveLength(headCount);
		expect(rows.slice(0, 3).map(({ roomId }) => roomId)).toEqual(['!9001:x', '!0:x', '!1:x']);
	});
	it('has a place for every chat', async () => {
		const order = await readOrder(db);
		expect(order).toHaveLength(many + 1);
		expect(order[0]).toEqual({ roomId: '!9001:x', isInvite: true });
		expect(order.slice(1)).toEqual(refs(...Array.from({ length: many }, (_, number) => number)));
	});
});

describe('mergeOrder', () => {
	const head = Array.from({ length: headCount }, (_, number) => number);

	it('takes a room out of its old place when it comes to the top', () => {
		const known = refs(...head, 100, 101, 102);
		const merged = mergeOrder(refs(101, ...head.slice(0, -1)), known);
		expect(merged).toEqual(refs(101, ...head, 100, 102));
	});
	it('knows all from a head that is not full', () => {
		expect(mergeOrder(refs(1, 2), refs(2, 1, 3))).toEqual(refs(1, 2));
	});
});

describe('placesToRead', () => {
	const order = refs(...Array.from({ length: 500 }, (_, number) => number));

	it('stays the same while one scrolls within a block', () => {
		expect(placesToRead(order, { from: 201, to: 210 })).toEqual(placesToRead(order, { from: 209, to: 218 }));
	});
	it('reaches beyond the view on both sides, and not beyond the list', () => {
		const places = placesToRead(order, { from: 200, to: 210 });
		expect([places[0], places.at(-1)]).toEqual(['!180:x', '!239:x']);
		expect(placesToRead(order, { from: 0, to: 9 })[0]).toBe('!0:x');
		expect(placesToRead(order, { from: 495, to: 499 }).at(-1)).toBe('!499:x');
	});
});

describe('the names of all chats', () => {
	it('are read whatever their number, in the order of the list', async () => {
		const names = await readNames(db);
		expect(names.map(({ roomId }) => roomId)).toEqual((await readOrder(db)).map(({ roomId }) => roomId));
		expect(search(names, 'room 1199').map(({ roomId }) => roomId)).toEqual(['!1199:x']);
	});
});
