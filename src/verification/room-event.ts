import { MatrixEvent } from 'matrix-js-sdk';
import type { OpenEvent } from '../timeline/decrypt.ts';

/**
 * An event of a room's verification as the SDK takes it, undefined for any other. Its wire type is the
 * decrypted one: the SDK would wait for an encrypted event to be decrypted.
 */
export function verificationEvent(
	roomId: string,
	ownUserId: string,
	{ raw, type, content, status }: OpenEvent,
): MatrixEvent | undefined {
	const isRequest = type === 'm.room.message' && content.msgtype === 'm.key.verification.request';
	// Crypto takes a request that is meant for somebody else.
	const isOne = type.startsWith('m.key.verification.') || (isRequest && content.to === ownUserId);
	if (status !== 'readable' || !isOne) return undefined;
	return new MatrixEvent({ ...raw, room_id: roomId, type, content });
}
