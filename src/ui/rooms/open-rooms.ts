import type { OpenedRoom } from '../../store/glance.ts';
import type { OnItsWay } from '../../store/on-its-way.ts';
import type { RoomRow } from '../../store/room-rows.ts';
import type { Account } from '../account/account.ts';
import { withOnItsWay } from './on-its-way.ts';

/** Unseals the previews of rows, and those of what is on its way there. */
export async function openRooms(
	account: Account,
	rows: readonly RoomRow[],
	onItsWay: OnItsWay,
): Promise<OpenedRoom[]> {
	return await Promise.all(
		rows.map(async (row) => {
			const preview = row.lastMessage ? await account.unsealer.open(row.lastMessage) : undefined;
			return await withOnItsWay(account, { row, preview }, onItsWay.get(row.roomId));
		}),
	);
}
