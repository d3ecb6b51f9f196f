import { useRef } from 'preact/hooks';
import type { AccountDatabase } from '../../store/database.ts';
import type { OpenedRoom } from '../../store/glance.ts';
import { type OnItsWay, readOnItsWay } from '../../store/on-its-way.ts';
import type { RoomRow } from '../../store/room-rows.ts';
import type { Account } from '../account/account.ts';
import { useLive } from '../live/live.ts';
import { openRooms } from './open-rooms.ts';
import type { RoomRef } from './room-order.ts';

/** Rows are read by so many at a time, so that scrolling by a line reads nothing. */
const block = 20;

/**
 * The rows of the places in view and of some around them, read as they come near. Those of `first` are
 * here already. @returns what is known of a room; undefined for a moment after a long jump.
 */
export function useRoomRows(
	account: Account,
	refs: readonly RoomRef[],
	view: { from: number; to: number },
	first: readonly OpenedRoom[],
): (roomId: string) => OpenedRoom | undefined {
	const here = new Map(first.map((room) => [room.row.roomId, room]));
	const wanted = placesToRead(refs, view).filter((roomId) => !here.has(roomId));
	const { value } = useLive(
		() => readRooms(account.db, wanted),
		[account, wanted.join(' ')],
		async ({ rows, onItsWay }) => {
			const found = await openRooms(account, rows, onItsWay);
			return new Map(found.map((room) => [room.row.roomId, room]));
		},
	);
	// What was in view a moment ago stays until the next rows are here.
	const before = useRef<Map<string, OpenedRoom>>(new Map());
	const last = useRef(value);
	if (value !== last.current) {
		before.current = last.current ?? new Map();
		last.current = value;
	}
	return (roomId) => here.get(roomId) ?? value?.get(roomId) ?? before.current.get(roomId);
}

/** The rooms of the blocks that hold the view and reach a block beyond it on each side. */
export function placesToRead(refs: readonly RoomRef[], { from, to }: { from: number; to: number }): string[] {
	const begin = Math.max(0, (Math.floor(from / block) - 1) * block);
	const end = (Math.floor(to / block) + 2) * block;
	return refs.slice(begin, end).map(({ roomId }) => roomId);
}

async function readRooms(
	db: AccountDatabase,
	roomIds: string[],
): Promise<{ rows: RoomRow[]; onItsWay: OnItsWay }> {
	if (roomIds.length === 0) return { rows: [], onItsWay: new Map() };
	return await db.transaction('r', db.rooms, db.outbox, async () => {
		const [rows, onItsWay] = await Promise.all([db.rooms.bulkGet(roomIds), readOnItsWay(db)]);
		return { rows: rows.filter(isRow), onItsWay };
	});
}

function isRow(row: RoomRow | undefined): row is RoomRow {
	return row !== undefined;
}
