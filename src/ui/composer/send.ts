import { ask } from '../../rpc/ask.ts';
import { enqueue } from '../../store/outbox.ts';
import type { RoomRow } from '../../store/rows.ts';
import type { Account } from '../account/account.ts';
import type { Draft } from './drafts.ts';

/** Makes a text message durable, ends its draft, and wakes the background; it is then as good as sent. */
export async function sendText(account: Account, room: RoomRow, body: string, draft: Draft): Promise<void> {
	// What was typed last may still be on its way to the store: it must not come after its own end.
	await draft.settle();
	await enqueue(account.db, account.cacheKey, {
		roomId: room.roomId,
		type: 'm.room.message',
		content: { msgtype: 'm.text', body },
		...(!room.isEncrypted && { isClearTextAccepted: true }),
		draftId: draft.id,
	});
	ask('outbox.poke').catch(() => undefined);
}
