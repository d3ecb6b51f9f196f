import { ask } from '../../rpc/ask.ts';
import { noteShare } from '../../share/targets.ts';
import { noteToSelfId } from '../../store/note-to-self.ts';
import { heldFor, takeBackOutgoing } from '../../store/outbox.ts';
import { readUndo } from '../../store/settings.ts';
import type { Account } from '../account/account.ts';
import type { Sendable } from '../sources/source.ts';
import { queueShare, readyShare } from './queue-share.ts';
import type { ShareTarget } from './share-rooms.ts';

/** A share on its way. */
export interface SentShare {
	/** Takes it back. @returns false when it had left already, be it to one of several chats. */
	undo: () => Promise<boolean>;
	/** Ends the time for second thoughts. */
	release: () => Promise<void>;
}

/**
 * Makes a share durable, to each of the targets. It is held back for a moment, so that it can be undone until then.
 * @param url the page's that it is about
 * @throws Failure when a chat could not be made, before anything is shared; `attachTooLarge`; `diskFull`.
 */
export async function sendShare(
	account: Account,
	targets: readonly ShareTarget[],
	sendable: Sendable,
	comment: string,
	url: string | undefined,
): Promise<SentShare> {
	const { db } = account;
	const share = await readyShare(account, sendable, comment);
	const rooms: { roomId: string; isEncrypted: boolean }[] = [];
	for (const target of targets) rooms.push({ ...target, roomId: await roomOf(target) });
	const { shares: seconds } = await readUndo(db);
	const held = heldFor(seconds);
	const transactionIds: string[] = [];
	// Woken now, the background sends it when the time is over, however this window ends.
	for (const { roomId, isEncrypted } of rooms) {
		const transactionId = await queueShare(account, share, {
			roomId,
			...(!isEncrypted && { isClearTextAccepted: true }),
			...held,
		});
		transactionIds.push(transactionId);
	}
	const roomIds = rooms.map(({ roomId }) => roomId);
	const forget = await noteShare(db, roomIds, url).catch(() => async () => {});
	const release = async (): Promise<void> => {
		removeEventListener('pagehide', release);
		await Promise.all(
			transactionIds.map((transactionId) => ask('outbox.release', { transactionId }).catch(() => undefined)),
		);
	};
	addEventListener('pagehide', release);
	return {
		release,
		undo: async () => {
			const taken = await Promise.all(
				transactionIds.map((transactionId) => takeBackOutgoing(db, transactionId)),
			);
			if (taken.every(Boolean)) await forget();
			return taken.every(Boolean);
		},
	};
}

/** The target's room, which is made if there is none. @throws Failure */
async function roomOf({ id }: ShareTarget): Promise<string> {
	if (id === noteToSelfId) return (await ask('room.noteToSelf')).roomId;
	return id.startsWith('@') ? (await ask('room.createDirect', { userId: id })).roomId : id;
}
