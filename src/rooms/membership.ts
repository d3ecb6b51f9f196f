import { type MatrixClient, Method } from 'matrix-js-sdk';
import { requestFailure } from '../account/request-failure.ts';
import { log } from '../log.ts';
import type { AccountDatabase } from '../store/database.ts';
import { roomArrival } from './arrival.ts';
import { rememberDirect } from './direct.ts';

/** Accepts an invite. Resolves once the room's row says so. @throws Failure as the homeserver gave it. */
export async function joinRoom(db: AccountDatabase, client: MatrixClient, roomId: string): Promise<void> {
	const invite = await db.rooms.get(roomId);
	try {
		await client.http.authedRequest(Method.Post, `/rooms/${encodeURIComponent(roomId)}/join`, undefined, {});
	} catch (error) {
		throw requestFailure(error);
	}
	if (invite?.kind === 'direct' && invite.directUserId) {
		await rememberDirect(client, invite.directUserId, roomId).catch((error: unknown) =>
			log.warn('the room could not be noted as direct', error),
		);
	}
	await roomArrival(db, roomId);
}

/** Declines an invite or leaves a room. @throws Failure as the homeserver gave it. */
export async function leaveRoom(db: AccountDatabase, client: MatrixClient, roomId: string): Promise<void> {
	try {
		await client.http.authedRequest(Method.Post, `/rooms/${encodeURIComponent(roomId)}/leave`, undefined, {});
	} catch (error) {
		throw requestFailure(error);
	}
	await db.rooms.update(roomId, { membership: 'leave' });
}
