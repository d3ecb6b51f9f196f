import type { RoomRow } from '../../store/room-rows.ts';
import { listOrder } from '../rooms/list-order.ts';
import { roomName } from '../rooms/room-item.ts';
import { search } from '../rooms/search.ts';

/** A room that can be shared to. */
export interface ShareRoom {
	roomId: string;
	name: string;
	directUserId: string | undefined;
	avatarUrl: string | undefined;
	isEncrypted: boolean;
	isClearTextAccepted: boolean;
}

/** No more than that can be chosen from. */
export const shownCount = 30;

/** The rooms to pick from, the likeliest first: those the person is in, by activity, that match what is typed. */
export function shareRooms(rows: readonly RoomRow[], query: string): ShareRoom[] {
	const rooms = listOrder(rows)
		.filter(({ membership }) => membership === 'join')
		.map((row) => ({
			roomId: row.roomId,
			name: roomName(row),
			directUserId: row.directUserId,
			avatarUrl: row.avatarUrl,
			isEncrypted: row.isEncrypted,
			isClearTextAccepted: row.isClearTextAccepted === true,
		}));
	return search(rooms, query).slice(0, shownCount);
}
