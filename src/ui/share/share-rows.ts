import type { RoomRow } from '../../store/room-rows.ts';
import type { Account } from '../account/account.ts';
import { asRead, type Live, useLive } from '../live/live.ts';
import { type RoomRef, readHead } from '../rooms/room-order.ts';
import { shownCount } from './share-rooms.ts';

/** The rows to choose from: the best of those that were found, or the newest while nothing is searched. */
export function useShareRows({ db }: Account, found: readonly RoomRef[] | undefined): Live<RoomRow[]> {
	const wanted = found?.filter(({ isInvite }) => !isInvite).slice(0, shownCount);
	const roomIds = wanted?.map(({ roomId }) => roomId);
	return useLive(
		async () => (roomIds ? (await db.rooms.bulkGet(roomIds)).filter(isRow) : await readHead(db)),
		[db, roomIds?.join(' ')],
		asRead,
	);
}

function isRow(row: RoomRow | undefined): row is RoomRow {
	return row !== undefined;
}
