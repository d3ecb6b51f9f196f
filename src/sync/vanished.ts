import type { AccountDatabase } from '../store/database.ts';
import type { RoomChange, RoomListing } from './change-set.ts';

/** Rooms that are in the store and no longer in a listing, as changes that say so. */
export async function vanishedRooms(
	db: AccountDatabase,
	{ roomIds, memberships }: RoomListing,
): Promise<RoomChange[]> {
	// Invites alone are looked for with each answer: they are among the rooms that the badge counts.
	const isInvites = memberships.every((membership) => membership === 'invite');
	const looked = isInvites ? db.rooms.where('attention').equals(1) : db.rooms.toCollection();
	const gone = await looked
		.filter(({ roomId, membership }) => memberships.includes(membership) && !roomIds.has(roomId))
		.primaryKeys();
	return gone.map((roomId) => ({
		roomId,
		membership: 'leave',
		state: [],
		timeline: [],
		isLimited: false,
		ownReceipts: [],
		accountData: [],
	}));
}
