import { type MatrixClient, Method } from 'matrix-js-sdk';
import { requestFailure } from '../account/request-failure.ts';
import type { AccountDatabase } from '../store/database.ts';
import type { Content } from '../store/event-rows.ts';
import { roomArrival } from './arrival.ts';
import { checkUser } from './check-user.ts';
import { rememberDirect } from './direct.ts';

/** Every room that we make is encrypted from its first event. Client-server API §`m.room.encryption`. */
const encryption = {
	type: 'm.room.encryption',
	state_key: '',
	content: { algorithm: 'm.megolm.v1.aes-sha2' },
};

/**
 * Gives the direct chat with a person: the one that there is, or a new encrypted one.
 * @returns its room id, once its row is in the store.
 * @throws Failure `noSuchUser` when the person's homeserver does not know them, `inviteServerGone` when it does not
 * answer.
 */
export async function createDirect(
	db: AccountDatabase,
	client: MatrixClient,
	userId: string,
): Promise<string> {
	const existing = await db.rooms
		.where({ directUserId: userId })
		.filter((room) => room.kind === 'direct' && room.membership === 'join' && !room.isLeftBehind)
		.first();
	if (existing) return existing.roomId;
	await checkUser(client, userId);
	const roomId = await createRoom(db, client, {
		preset: 'trusted_private_chat',
		is_direct: true,
		invite: [userId],
	});
	await rememberDirect(client, userId, roomId);
	return roomId;
}

/** Makes a new encrypted room with a name. @returns its room id, once its row is in the store. */
export async function createNamedRoom(
	db: AccountDatabase,
	client: MatrixClient,
	name: string,
	invite: string[],
): Promise<string> {
	for (const userId of invite) await checkUser(client, userId);
	return await createRoom(db, client, { preset: 'private_chat', name, invite });
}

/**
 * Makes an encrypted room as `options` want it. Client-server API §`POST /createRoom`.
 * @returns its room id, once its row is in the store.
 * @throws Failure
 */
export async function createRoom(
	db: AccountDatabase,
	client: MatrixClient,
	options: Content,
): Promise<string> {
	try {
		const { room_id } = await client.http.authedRequest<{ room_id: string }>(
			Method.Post,
			'/createRoom',
			undefined,
			{ visibility: 'private', initial_state: [encryption], ...options },
		);
		await roomArrival(db, room_id, true);
		return room_id;
	} catch (error) {
		throw requestFailure(error);
	}
}
