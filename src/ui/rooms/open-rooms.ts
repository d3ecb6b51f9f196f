import type { OpenedRoom } from '../../store/glance.ts';
import type { RoomRow } from '../../store/room-rows.ts';
import type { Unsealer } from '../live/unsealed.ts';

/** Unseals the previews of rows. */
export async function openRooms(unsealer: Unsealer, rows: readonly RoomRow[]): Promise<OpenedRoom[]> {
	return await Promise.all(
		rows.map(async (row) => ({
			row,
			preview: row.lastMessage ? await unsealer.open(row.lastMessage) : undefined,
		})),
	);
}
