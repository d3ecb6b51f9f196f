import { readActiveAccount } from '../../../src/store/active-account.ts';
import { AccountDatabase } from '../../../src/store/database.ts';
import type { Content, EventBody, EventRow } from '../../../src/store/event-rows.ts';
import type { RoomRow, StateRow } from '../../../src/store/room-rows.ts';
import { type CacheKey, seal } from '../../../src/store/seal.ts';
import { openCacheKey } from '../../../src/store/vault.ts';
import { madeContent, madePreview, madeReactions, madeRoom, people } from './made.ts';

interface Store {
	db: AccountDatabase;
	cacheKey: CacheKey;
	userId: string;
}

const batchSize = 1000;
const minuteMs = 60_000;

/** Adds rooms to the account's list, `Room 1` the newest, all of them read. Runs in an extension page. */
export async function addRooms(count: number): Promise<void> {
	const store = await open();
	const now = Date.now();
	for (const numbers of batches(count)) {
		const rooms = await Promise.all(
			numbers.map(async (number): Promise<RoomRow> => {
				const preview = await seal(store.cacheKey, madePreview(number));
				return { ...madeRoom(number), activity: now - (number - 1) * minuteMs, lastMessage: preview };
			}),
		);
		const members = rooms.flatMap(({ roomId }) => memberRows(roomId, store.userId));
		await store.db.transaction('rw', store.db.rooms, store.db.state, async () => {
			await store.db.rooms.bulkPut(rooms);
			await store.db.state.bulkPut(members);
		});
	}
	store.db.close();
}

/**
 * Adds messages at a room's end, `Message 1 of n` the oldest, a minute from each to the next. Runs in an
 * extension page.
 */
export async function addMessages(roomId: string, count: number): Promise<void> {
	const store = await open();
	const { db, cacheKey } = store;
	const room = await db.rooms.get(roomId);
	if (!room) throw new Error(`there is no room ${roomId}`);
	const first = room.lastOrder + 1;
	const begin = Date.now() - count * minuteMs;
	const rowOf = async (number: number): Promise<EventRow> => {
		const order = first + number - 1;
		const body: EventBody = {
			content: madeContent(number, count, eventId(roomId, order - 3)),
			reactions: madeReactions(number),
		};
		return {
			kind: 'event',
			roomId,
			order,
			eventId: eventId(roomId, order),
			type: 'm.room.message',
			sender: number % 7 === 0 ? store.userId : senderOf(number),
			time: begin + number * minuteMs,
			isEncrypted: room.isEncrypted,
			status: 'readable',
			sealed: await seal(cacheKey, body),
		};
	};
	await db.state.bulkPut(memberRows(roomId, store.userId));
	for (const numbers of batches(count)) await db.events.bulkPut(await Promise.all(numbers.map(rowOf)));
	const lastOrder = first + count - 1;
	await db.rooms.update(roomId, {
		lastOrder,
		readOrder: lastOrder,
		announcedOrder: lastOrder,
		lastMessageOrder: lastOrder,
		lastMessage: await seal(cacheKey, { ...madePreview(1), text: `Message ${count} of ${count}` }),
	});
	db.close();
}

async function open(): Promise<Store> {
	const userId = await readActiveAccount();
	if (!userId) throw new Error('nobody is signed in');
	const db = new AccountDatabase(userId);
	const vault = await db.vault.get('vault');
	if (!vault) throw new Error('the account has no vault');
	return { db, cacheKey: await openCacheKey(userId, vault), userId };
}

function memberRows(roomId: string, ownUserId: string): StateRow[] {
	const everyone: [string, string][] = [[ownUserId, 'Alice'], ...people];
	return everyone.map(([stateKey, displayname]) => ({
		roomId,
		type: 'm.room.member',
		stateKey,
		eventId: `$member-${stateKey}`,
		sender: stateKey,
		time: 0,
		content: { membership: 'join', displayname } satisfies Content,
	}));
}

/** Groups of three by one person. */
function senderOf(number: number): string {
	return people[Math.floor(number / 3) % people.length]?.[0] ?? '';
}

function eventId(roomId: string, order: number): string {
	return `$made-${roomId}-${order}`;
}

function* batches(count: number): Generator<number[]> {
	for (let first = 1; first <= count; first += batchSize) {
		yield Array.from({ length: Math.min(batchSize, count - first + 1) }, (_, index) => first + index);
	}
}
