import { type MatrixClient, Method } from 'matrix-js-sdk';
import { requestFailure } from '../account/request-failure.ts';
import type { AccountDatabase } from '../store/database.ts';
import { withBackupLock } from './backup-lock.ts';
import { olmMachine } from './internal.ts';

interface UploadBody {
	rooms: Record<string, { sessions: Record<string, unknown> }>;
}

/**
 * Puts every key of this device that is not there yet into the key backup, now: the SDK would wait up to
 * ten seconds before it begins, and longer after a failure. The row `upload` tells how far it is.
 * Client-server API §`PUT /room_keys/keys`. @throws Failure when the homeserver does not take them.
 */
export async function finishBackup(db: AccountDatabase, client: MatrixClient): Promise<void> {
	const machine = olmMachine(client);
	let { total, backedUp: done } = await machine.roomKeyCounts();
	try {
		// A request that the SDK has under way is given again, and may arrive twice.
		for (;;) {
			const request = await withBackupLock(() => machine.backupRoomKeys());
			if (!request) return;
			await db.keyWork.put({ id: 'upload', done, total });
			const { id, type, version } = request;
			const body = JSON.parse(request.body) as UploadBody;
			const answer = await client.http.authedRequest(Method.Put, '/room_keys/keys', { version }, body);
			await machine.markRequestAsSent(id, type, JSON.stringify(answer));
			done += Object.values(body.rooms).reduce((sum, room) => sum + Object.keys(room.sessions).length, 0);
			total = Math.max(total, done);
		}
	} catch (error) {
		throw requestFailure(error);
	} finally {
		await db.keyWork.delete('upload');
	}
}
