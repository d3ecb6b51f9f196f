import type { MatrixClient } from 'matrix-js-sdk';
import { internalCrypto } from '../crypto/internal.ts';
import { log } from '../log.ts';

/**
 * Takes the keys of earlier messages that whoever invited us has shared, now or as soon as they come
 * (MSC4268). Its events are then tried again like those of any late key.
 */
export async function acceptSharedHistory(
	client: MatrixClient,
	roomId: string,
	inviter: string,
): Promise<void> {
	const crypto = internalCrypto(client);
	try {
		await crypto.markRoomAsPendingKeyBundle(roomId, inviter);
		await crypto.maybeAcceptKeyBundle(roomId, inviter);
	} catch (error) {
		// The room is joined all the same.
		log.warn('shared history could not be taken', error);
	}
}
