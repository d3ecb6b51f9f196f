import type { AccountDatabase } from '../../store/database.ts';
import { heldFor, newTransactionId } from '../../store/outbox.ts';
import type { RoomRow } from '../../store/room-rows.ts';
import { readUndo, readWakeMinutes, type WakeMinutes } from '../../store/settings.ts';
import type { Account } from '../account/account.ts';
import type { WrittenMessage } from '../room/timeline-item.ts';
import type { Draft } from './drafts.ts';
import { queueOutgoing } from './queue.ts';

/** What the person has chosen that concerns sending. */
export interface SendSettings {
	/** For how long a message can be taken back before it leaves. */
	undoSeconds: number;
	wakeMinutes: WakeMinutes;
}

/** Reads what the person has chosen, for `sendText`. */
export async function readSendSettings(db: AccountDatabase): Promise<SendSettings> {
	const [{ messages }, wakeMinutes] = await Promise.all([readUndo(db), readWakeMinutes(db)]);
	return { undoSeconds: messages, wakeMinutes };
}

/** A text message as it is shown the moment it is sent. */
export function writeText(body: string): WrittenMessage {
	return { transactionId: newTransactionId(), content: { msgtype: 'm.text', body }, time: Date.now() };
}

/**
 * Makes a message durable and ends its draft; it is then as good as sent. A window that dies before
 * leaves the draft.
 * @param settings read now where they are not known yet
 */
export async function sendText(
	account: Account,
	room: RoomRow,
	{ transactionId, content }: WrittenMessage,
	draft: Draft,
	settings: SendSettings | undefined,
): Promise<void> {
	const { undoSeconds, wakeMinutes } = settings ?? (await readSendSettings(account.db));
	// What was typed last may still be on its way to the store: it must not come after its own end.
	await draft.settle();
	await queueOutgoing(
		account,
		{
			roomId: room.roomId,
			type: 'm.room.message',
			content,
			transactionId,
			...(!room.isEncrypted && { isClearTextAccepted: true }),
			draftId: draft.id,
			...heldFor(undoSeconds),
		},
		wakeMinutes,
	);
}
