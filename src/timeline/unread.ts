import { Dexie, type Table } from 'dexie';
import type { AccountDatabase } from '../store/database.ts';
import type { RoomRow } from '../store/room-rows.ts';
import type { OpenRow } from './plan.ts';
import { isMessage } from './preview.ts';

/**
 * Counts what is unread, by index: the rows above `readOrder` that the push rules want noticed. Rows that
 * a receipt of their thread has read are no longer among them (`receipts.ts`).
 */
export async function countUnread(
	{ events }: AccountDatabase,
	{ roomId, readOrder }: Pick<RoomRow, 'roomId' | 'readOrder'>,
): Promise<Pick<RoomRow, 'unread' | 'highlights'>> {
	const [unread, highlights] = await Promise.all([
		marked(events, 'notifies', roomId, readOrder).count(),
		marked(events, 'highlights', roomId, readOrder).count(),
	]);
	return { unread, highlights };
}

/** The rows of a room above `above`, up to `upTo`, that have a mark of the push rules. */
export function marked<T, K, I>(
	events: Table<T, K, I>,
	mark: 'notifies' | 'highlights',
	roomId: string,
	above: number,
	upTo: number | typeof Dexie.maxKey = Dexie.maxKey,
) {
	return events.where(`[roomId+${mark}+order]`).between([roomId, 1, above], [roomId, 1, upTo], false, true);
}

/** Whether a row says that its room was read up to it: one's own message, or one's own coming in. */
export function isOwnWord({ row, body }: OpenRow, ownUserId: string | null): boolean {
	if (row.sender !== ownUserId || row.status === 'redacted') return false;
	// What one said in ciphertext counts before and after it can be read.
	if (isMessage(row) || (row.isEncrypted && row.stateKey === undefined)) return true;
	const isOwnMember = row.type === 'm.room.member' && row.stateKey === ownUserId;
	return isOwnMember && body.content.membership === 'join' && body.previousContent?.membership !== 'join';
}
