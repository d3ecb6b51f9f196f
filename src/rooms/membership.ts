import { type MatrixClient, Method } from 'matrix-js-sdk';
import { requestFailure } from '../account/request-failure.ts';
import { log } from '../log.ts';
import type { AccountDatabase } from '../store/database.ts';
import { markLeftBehind } from '../sync/succession.ts';
import { acceptSharedHistory } from '../trust/shared-history.ts';
import { roomArrival } from './arrival.ts';
import { rememberDirect } from './direct.ts';

/**
 * Accepts an invite, or follows a room to the one that `replaces` it. Resolves once the room's row says so.
 * @throws Failure as the homeserver gave it.
 */
export async function joinRoom(
	db: AccountDatabase,
	client: MatrixClient,
	roomId: string,
	replaces?: string,
): Promise<void> {
	const before = await db.rooms.get(replaces ?? roomId);
	const inviter = (await db.rooms.get(roomId))?.inviter?.userId;
	try {
		const via = replaces === undefined ? [] : await serversOf(db, replaces);
		// Servers before Matrix 1.12 know `via` as `server_name`.
		const query = via.length > 0 ? { via, server_name: via } : undefined;
		await client.http.authedRequest(Method.Post, `/join/${encodeURIComponent(roomId)}`, query, {});
	} catch (error) {
		throw requestFailure(error);
	}
	if (inviter !== undefined) await acceptSharedHistory(client, roomId, inviter);
	if (before?.kind === 'direct' && before.directUserId) {
		await rememberDirect(client, before.directUserId, roomId).catch((error: unknown) =>
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
	await db.transaction('rw', db.rooms, async () => {
		await db.rooms.update(roomId, { membership: 'leave' });
		const room = await db.rooms.get(roomId);
		if (room) await markLeftBehind(db, [room]);
	});
}

/** The homeserver of whoever replaced a room is in the new one. */
async function serversOf(db: AccountDatabase, roomId: string): Promise<string[]> {
	const tombstone = await db.state.get([roomId, 'm.room.tombstone', '']);
	const server = tombstone?.sender.split(':').slice(1).join(':');
	return server ? [server] : [];
}
