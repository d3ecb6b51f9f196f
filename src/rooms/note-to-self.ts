import { type MatrixClient, Method } from 'matrix-js-sdk';
import { i18n } from '#i18n';
import { requestFailure } from '../account/request-failure.ts';
import { Failure } from '../failure.ts';
import type { AccountDatabase } from '../store/database.ts';
import { noteToSelfType, readNoteToSelf } from '../store/note-to-self.ts';
import { readAccountData, writeAccountData } from './account-data.ts';
import { createRoom } from './create.ts';

/**
 * Gives the room where the person writes to nobody but themselves, on all their devices: encrypted, and made
 * at first use. A background that dies before the account data names the new room finds it by its mark.
 * @throws Failure when the homeserver can't be asked.
 */
export async function noteToSelf(db: AccountDatabase, client: MatrixClient): Promise<string> {
	return await navigator.locks.request('messa/note-to-self', async () => {
		const known = await readNoteToSelf(db);
		if (known !== undefined) return known;
		try {
			const named = await namedRoom(client);
			if (named !== undefined) return named;
			const roomId =
				(await markedRoom(db, client)) ??
				(await createRoom(db, client, {
					preset: 'private_chat',
					name: i18n.t('targets.note'),
					creation_content: { [noteToSelfType]: true },
				}));
			await writeAccountData(client, noteToSelfType, { room_id: roomId });
			return roomId;
		} catch (error) {
			throw error instanceof Failure ? error : requestFailure(error);
		}
	});
}

/** As another device has named it, unless it was left. */
async function namedRoom(client: MatrixClient): Promise<string | undefined> {
	const { room_id: roomId } = await readAccountData(client, noteToSelfType);
	if (typeof roomId !== 'string') return undefined;
	const { joined_rooms: joined } = await client.http.authedRequest<{ joined_rooms: unknown }>(
		Method.Get,
		'/joined_rooms',
	);
	return Array.isArray(joined) && joined.includes(roomId) ? roomId : undefined;
}

/** A room that was made for it, but not named yet. */
async function markedRoom(db: AccountDatabase, client: MatrixClient): Promise<string | undefined> {
	const alone = await db.rooms
		.where('shelf')
		.equals('chat')
		.filter(({ joinedCount, invitedCount, isEncrypted }) => isEncrypted && joinedCount + invitedCount <= 1)
		.primaryKeys();
	const made = await db.state.bulkGet(
		alone.map((roomId): [string, string, string] => [roomId, 'm.room.create', '']),
	);
	return made.find((row) => row?.sender === client.getSafeUserId() && row.content[noteToSelfType] === true)
		?.roomId;
}
