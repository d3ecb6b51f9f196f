import { type BackupDecryptionKey, RoomId } from '@matrix-org/matrix-sdk-crypto-wasm';
import { type MatrixClient, MatrixError, Method } from 'matrix-js-sdk';
import { requestFailure } from '../account/request-failure.ts';
import { Failure } from '../failure.ts';
import { log } from '../log.ts';
import type { RestoreRow } from '../store/account-rows.ts';
import type { AccountDatabase } from '../store/database.ts';
import { readBackupInfo } from './backup-state.ts';
import { olmMachine } from './internal.ts';

/** Keys taken in at a time: between two steps the background does what else it has to do. */
const stepSize = 200;

interface BackedUpKey {
	session_data: { ephemeral: string; mac: string; ciphertext: string };
}

/** Has all keys of the backup wanted from now on; a restore that was cut short goes on where it was. */
export async function wantRestore(db: AccountDatabase, client: MatrixClient): Promise<void> {
	const deviceId = client.getDeviceId() ?? '';
	await db.transaction('rw', db.restore, async () => {
		const before = await db.restore.get('restore');
		const isOver = before?.state === 'done' || before?.deviceId !== deviceId;
		const resume = isOver ? undefined : before?.resume;
		await db.restore.put({
			id: 'restore',
			deviceId,
			state: 'running',
			done: resume?.done ?? 0,
			total: before?.total ?? 0,
			...(resume && { resume }),
		});
	});
}

/** Ends a restore after the step that it is at. What it has brought stays. */
export async function cancelRestore(db: AccountDatabase): Promise<void> {
	await db.restore.where({ id: 'restore' }).modify((row) => {
		if (row.state === 'running') row.state = 'cancelled';
	});
}

/**
 * Brings the keys of all rooms that are known here from the key backup, room by room and in steps, as long
 * as they are wanted. The row `restore` tells how far it is, and outlives the background: called at each
 * start, it goes on after the last room that was whole.
 * @returns whether anything was done.
 */
export async function restoreFromBackup(db: AccountDatabase, client: MatrixClient): Promise<boolean> {
	return await navigator.locks.request('messa/restore', async () => {
		const row = await db.restore.get('restore');
		if (row?.state !== 'running' || row.deviceId !== client.getDeviceId()) return false;
		try {
			await restoreRooms(db, client, row);
			await db.restore.update('restore', { state: 'done' });
		} catch (error) {
			if (error instanceof CancelledError) return true;
			log.warn('the restore did not come to its end', error);
			await db.restore.update('restore', { state: 'failed', failure: requestFailure(error).code });
		}
		return true;
	});
}

async function restoreRooms(db: AccountDatabase, client: MatrixClient, row: RestoreRow): Promise<void> {
	const { version, count, key } = await openBackup(client);
	const resume = row.resume?.version === version ? row.resume : undefined;
	let done = resume?.done ?? 0;
	await db.restore.update('restore', { done, total: count });
	const roomIds = (await db.rooms.toCollection().primaryKeys()).sort();
	for (const roomId of roomIds.filter((id) => !resume || id > resume.roomId)) {
		const sessions = Object.entries(await backedUpKeys(client, version, roomId));
		for (let from = 0; from < sessions.length; from += stepSize) {
			const step = sessions.slice(from, from + stepSize);
			const keys = new Map(step.flatMap(([sessionId, sealed]) => openKey(key, sessionId, sealed)));
			await olmMachine(client).importBackedUpRoomKeys(
				new Map([[new RoomId(roomId), keys]]),
				() => undefined,
				version,
			);
			done += step.length;
			await db.restore.update('restore', { done });
			if ((await db.restore.get('restore'))?.state !== 'running') throw new CancelledError();
		}
		await db.restore.update('restore', { resume: { version, roomId, done } });
	}
}

class CancelledError extends Error {
	override readonly name = 'CancelledError';
}

/** @throws Failure `noBackup` when there is none, or this device lacks its key. */
async function openBackup(
	client: MatrixClient,
): Promise<{ version: string; count: number; key: BackupDecryptionKey }> {
	const info = await readBackupInfo(client);
	const { decryptionKey: key, backupVersion } = await olmMachine(client).getBackupKeys();
	if (!info || !key || backupVersion !== info.version) throw new Failure('noBackup');
	return { version: info.version, count: info.count, key };
}

/** Client-server API §`GET /room_keys/keys/{roomId}`. */
async function backedUpKeys(
	client: MatrixClient,
	version: string,
	roomId: string,
): Promise<Record<string, BackedUpKey>> {
	const path = `/room_keys/keys/${encodeURIComponent(roomId)}`;
	try {
		const { sessions } = await client.http.authedRequest<{ sessions: Record<string, BackedUpKey> }>(
			Method.Get,
			path,
			{ version },
		);
		return sessions;
	} catch (error) {
		if (error instanceof MatrixError && error.errcode === 'M_NOT_FOUND') return {};
		throw error;
	}
}

/** One damaged key must not keep the others away. */
function openKey(key: BackupDecryptionKey, sessionId: string, sealed: BackedUpKey): [string, object][] {
	try {
		const { ephemeral, mac, ciphertext } = sealed.session_data;
		const opened = JSON.parse(key.decryptV1(ephemeral, mac, ciphertext)) as object;
		return [[sessionId, { ...opened, session_id: sessionId }]];
	} catch (error) {
		log.warn('a key of the backup could not be opened', error);
		return [];
	}
}
