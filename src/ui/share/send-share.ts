import { ask } from '../../rpc/ask.ts';
import { formatShare } from '../../share/format.ts';
import type { SharedPage } from '../../share/page.ts';
import { discardOutgoing } from '../../store/outbox.ts';
import type { Account } from '../account/account.ts';
import { queueOutgoing } from '../composer/queue.ts';
import type { ShareRoom } from './share-rooms.ts';

const undoMs = 4000;

/** A share on its way. */
export interface SentShare {
	/** Takes it back. @returns false when it had left already. */
	undo: () => Promise<boolean>;
	/** Ends the time for second thoughts. */
	release: () => Promise<void>;
}

/** Makes a share durable. It is held back for a moment, so that it can be undone until then. */
export async function sendShare(
	account: Account,
	room: ShareRoom,
	page: SharedPage,
	comment: string,
): Promise<SentShare> {
	// Woken now, the background sends it when the time is over, however this window ends.
	const transactionId = await queueOutgoing(account, {
		roomId: room.roomId,
		type: 'm.room.message',
		content: formatShare(page, comment),
		...(!room.isEncrypted && { isClearTextAccepted: true }),
		heldUntil: Date.now() + undoMs,
	});
	const release = async (): Promise<void> => {
		removeEventListener('pagehide', release);
		await ask('outbox.release', { transactionId }).catch(() => undefined);
	};
	addEventListener('pagehide', release);
	return {
		release,
		undo: async () => {
			const { db } = account;
			const row = await db.outbox.where({ transactionId }).first();
			if (row?.sequence === undefined) return false;
			await discardOutgoing(db, row.sequence);
			return (
				(await db.outbox.get(row.sequence)) === undefined && row.state !== 'sent' && row.state !== 'sending'
			);
		},
	};
}
