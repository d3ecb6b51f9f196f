import { type AccountDatabase, isEvent } from '../store/database.ts';
import type { EventRow } from '../store/event-rows.ts';
import type { RoomRow } from '../store/room-rows.ts';

/** So many messages of one room, and of all, are listed. */
const mostOfRoom = 3;
const mostOfAll = 8;

/** A message that links to a page. */
export interface Said {
	room: RoomRow;
	/** Where it stands in its room. */
	order: number;
	sender: string;
	/** As the sender calls themselves in that room: data from strangers. */
	senderName: unknown;
	/** ms since the epoch. */
	time: number;
}

/** What was said about a page. */
export interface SaidOfPage {
	/** The newest first. */
	newest: Said[];
	/** Of all messages, listed or not. */
	count: number;
}

/**
 * Finds the messages that link to a page, in the rooms that the person is in. It touches the database alone, for
 * live queries.
 * @param page its hash (`page-in-front.ts`)
 * @param since own messages that are newer (ms since the epoch) are left out: the person has just written them
 */
export async function readSaid(db: AccountDatabase, page: string, since: number): Promise<SaidOfPage> {
	const { events, rooms, state } = db;
	return await db.transaction('r', events, rooms, state, async () => {
		const orders = new Map<string, number[]>();
		// By room and order, since equal entries of an index stand in the order of the rows' keys.
		for (const [roomId, order] of await events.where('pages').equals(page).primaryKeys()) {
			const others = orders.get(roomId);
			if (others) others.push(order);
			else orders.set(roomId, [order]);
		}
		const known = (await rooms.bulkGet([...orders.keys()])).filter((room) => room !== undefined);
		const joined = known.filter(({ membership }) => membership === 'join');
		const byId = new Map(joined.map((room) => [room.roomId, room]));
		const keys = joined.flatMap(({ roomId }) =>
			(orders.get(roomId) ?? []).slice(-mostOfRoom).map((order): [string, number] => [roomId, order]),
		);
		const rows = (await events.bulkGet(keys)).filter((row) => row !== undefined).filter(isEvent);
		const told = rows.filter(({ sender, time }) => sender !== db.userId || time < since);
		const newest = told.sort((a, b) => b.time - a.time).slice(0, mostOfAll);
		const members = await state.bulkGet(newest.map(memberKey));
		const all = joined.reduce((sum, { roomId }) => sum + (orders.get(roomId)?.length ?? 0), 0);
		return {
			count: all - (rows.length - told.length),
			newest: newest.flatMap(({ roomId, order, sender, time }, index) => {
				const room = byId.get(roomId);
				const senderName = members[index]?.content.displayname;
				return room ? [{ room, order, sender, senderName, time }] : [];
			}),
		};
	});
}

function memberKey({ roomId, sender }: EventRow): [string, string, string] {
	return [roomId, 'm.room.member', sender];
}
