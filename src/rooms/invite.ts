import { type MatrixClient, Method } from 'matrix-js-sdk';
import { internalCrypto } from '../crypto/internal.ts';
import type { SdkRooms } from '../crypto/sdk-rooms.ts';
import { Failure } from '../failure.ts';
import type { AccountDatabase } from '../store/database.ts';
import { readRoomRights } from '../store/room-rights.ts';
import type { InvitationRow } from '../store/room-rows.ts';
import { checkUser } from './check-user.ts';

interface InviteContext {
	db: AccountDatabase;
	client: MatrixClient;
	rooms: SdkRooms;
}

/**
 * Invites somebody to a room, and before, where the person was told so and the room allows it, gives them the
 * keys of earlier messages (MSC4268). It may be done again after a try whose answer never came.
 * @throws Failure `inviteAlreadyIn`, `inviteBanned`, `inviteNotAllowed` or `noSuchUser`; else what the HTTP layer
 * throws.
 */
export async function invite({ db, client, rooms }: InviteContext, row: InvitationRow): Promise<void> {
	const { roomId, userId, sharesHistory, isTried } = row;
	const room = await db.rooms.get(roomId);
	if (room?.membership !== 'join') throw new Failure('inviteNotAllowed');
	const sdkRoom = await rooms.forEncryption(roomId);
	const membership = sdkRoom.getMember(userId)?.membership;
	if (isTried && (membership === 'join' || membership === 'invite')) return;
	if (membership === 'join') throw new Failure('inviteAlreadyIn');
	if (membership === 'ban') throw new Failure('inviteBanned');
	// Nobody gets keys who could not be invited then.
	const rights = await readRoomRights(db, roomId, client.getSafeUserId());
	if (!rights.mayInvite) throw new Failure('inviteNotAllowed');
	await checkUser(client, userId);
	if (room.isEncrypted && sharesHistory && rights.isHistoryShared) {
		await internalCrypto(client).shareRoomHistoryWithUser(roomId, userId);
	}
	await db.invitations.update([roomId, userId], { isTried: true });
	const path = `/rooms/${encodeURIComponent(roomId)}/invite`;
	await client.http.authedRequest(Method.Post, path, undefined, { user_id: userId });
}
