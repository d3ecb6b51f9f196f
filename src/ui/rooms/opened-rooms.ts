import type { RoomRow } from '../../store/rows.ts';
import type { Account } from '../account/account.ts';
import { type Live, useLive } from '../live/live.ts';
import { listOrder } from './list-order.ts';
import type { OpenedRoom } from './room-item.ts';

/** The rooms of the list in order, with the previews of the first `count` unsealed. */
export function useRooms({ db, unsealer }: Account, count: number): Live<OpenedRoom[]> {
	return useLive(
		() => db.rooms.toArray(),
		[db, count],
		(rows) => Promise.all(listOrder(rows).map(async (row, index) => await open(row, index < count))),
	);

	async function open(row: RoomRow, isShown: boolean): Promise<OpenedRoom> {
		return { row, preview: isShown && row.lastMessage ? await unsealer.open(row.lastMessage) : undefined };
	}
}
