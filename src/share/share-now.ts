import type { MatrixClient } from 'matrix-js-sdk';
import { enqueueWithFiles } from '../attachment/enqueue.ts';
import { log } from '../log.ts';
import { noteToSelf } from '../rooms/note-to-self.ts';
import type { AccountDatabase } from '../store/database.ts';
import { noteToSelfId } from '../store/note-to-self.ts';
import { heldFor } from '../store/outbox.ts';
import type { RoomRow } from '../store/room-rows.ts';
import type { CacheKey } from '../store/seal.ts';
import { readUndo } from '../store/settings.ts';
import { openDraft } from './open-draft.ts';
import { outgoingShare, type SharedCapture } from './outgoing-share.ts';
import type { ShareDraft } from './page.ts';
import { showSent } from './sent-notice.ts';
import { noteShare } from './targets.ts';
import type { TextDraft } from './text-draft.ts';

/** An account that can share. */
export interface Sharer {
	db: AccountDatabase;
	cacheKey: CacheKey;
	client: MatrixClient;
}

/** What is shared: a page, perhaps with its picture and one that can still be looked at in its tab, or a text. */
export type Shared = (SharedCapture & { tabId?: number }) | { text: string };

/**
 * Shares without a window: to a room, or to the room of one's own (`note`). The share can be taken back by the
 * notification that says so. Where nothing is named, or the room is not encrypted, the share sheet opens.
 * @returns whether something is in the outbox now.
 */
export async function shareNow(sharer: Sharer, shared: Shared, target: string | undefined): Promise<boolean> {
	const { db } = sharer;
	const room = await encryptedRoom(sharer, target);
	if (!room) {
		await openSheet(sharer, shared, target);
		return false;
	}
	const { shares: seconds } = await readUndo(db);
	const transactionId = await enqueueWithFiles(sharer, {
		roomId: room.roomId,
		...outgoingShare(shared, ''),
		...heldFor(seconds),
	});
	const url = 'page' in shared ? shared.page.url : undefined;
	const forget = await noteShare(db, [room.roomId], url);
	await showSent({ transactionId, name: room.name, seconds, forget });
	return true;
}

/** Opens the share sheet in a window of its own. @param target what is chosen in it at first */
export async function openSheet(
	{ db, cacheKey }: Sharer,
	shared: Shared,
	target: string | undefined,
): Promise<void> {
	const draft: ShareDraft | TextDraft = { ...shared, ...(target !== undefined && { roomId: target }) };
	await openDraft(db, cacheKey, draft);
}

async function encryptedRoom(
	{ db, client }: Sharer,
	target: string | undefined,
): Promise<RoomRow | undefined> {
	try {
		const roomId = target === noteToSelfId ? await noteToSelf(db, client) : target;
		const room = roomId === undefined ? undefined : await db.rooms.get(roomId);
		return room?.isEncrypted && room.membership === 'join' ? room : undefined;
	} catch (error) {
		// The sheet tries again, and says why it fails.
		log.warn('the room of one’s own could not be had', error);
		return undefined;
	}
}
