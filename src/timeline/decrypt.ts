import { type MatrixClient, MatrixEvent } from 'matrix-js-sdk';
import { DecryptionFailureCode } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { log } from '../log.ts';
import type { Content, RawEvent, UnreadableReason } from '../store/rows.ts';
import { asContent, asText } from './raw-event.ts';

/** An event after the attempt to decrypt it; one that was never encrypted is readable as it is. */
export interface OpenEvent {
	raw: RawEvent;
	/** For the SDK's push rules. */
	event: MatrixEvent;
	type: string;
	content: Content;
	isEncrypted: boolean;
	status: 'readable' | 'unreadable' | 'redacted';
	reason?: UnreadableReason;
	/** Megolm session that is missing. */
	sessionId?: string;
}

const reasons: Partial<Record<DecryptionFailureCode, UnreadableReason>> = {
	[DecryptionFailureCode.MEGOLM_UNKNOWN_INBOUND_SESSION_ID]: 'keyMissing',
	[DecryptionFailureCode.OLM_UNKNOWN_MESSAGE_INDEX]: 'keyMissing',
	[DecryptionFailureCode.MEGOLM_KEY_WITHHELD]: 'keyWithheld',
	[DecryptionFailureCode.MEGOLM_KEY_WITHHELD_FOR_UNVERIFIED_DEVICE]: 'keyWithheld',
	[DecryptionFailureCode.HISTORICAL_MESSAGE_NO_KEY_BACKUP]: 'sentBeforeThisDevice',
	[DecryptionFailureCode.HISTORICAL_MESSAGE_BACKUP_UNCONFIGURED]: 'sentBeforeThisDevice',
	[DecryptionFailureCode.HISTORICAL_MESSAGE_WORKING_BACKUP]: 'notInBackup',
	[DecryptionFailureCode.HISTORICAL_MESSAGE_USER_NOT_JOINED]: 'sentBeforeThisDevice',
	[DecryptionFailureCode.SENDER_IDENTITY_PREVIOUSLY_VERIFIED]: 'unverifiedSender',
	[DecryptionFailureCode.UNKNOWN_SENDER_DEVICE]: 'unverifiedSender',
	[DecryptionFailureCode.UNSIGNED_SENDER_DEVICE]: 'unverifiedSender',
};

/**
 * Opens an event of a room. A failure is an answer, not an exception: the SDK then keeps the event, and
 * decrypts it by itself when its key comes (`MatrixEventEvent.Decrypted`).
 */
export async function openEvent(client: MatrixClient, roomId: string, raw: RawEvent): Promise<OpenEvent> {
	try {
		return await tryOpen(client, roomId, raw);
	} catch (error) {
		// One hostile event must not keep the rest of an answer from being taken in.
		log.warn('an event could not be opened', error);
		const event = new MatrixEvent({ type: raw.type, room_id: roomId, sender: raw.sender, content: {} });
		return {
			raw,
			event,
			type: raw.type,
			content: {},
			isEncrypted: true,
			status: 'unreadable',
			reason: 'corrupt',
		};
	}
}

async function tryOpen(client: MatrixClient, roomId: string, raw: RawEvent): Promise<OpenEvent> {
	const event = new MatrixEvent({ ...raw, room_id: roomId });
	if (isRedacted(raw))
		return { raw, event, type: raw.type, content: {}, isEncrypted: false, status: 'redacted' };
	if (!event.isEncrypted()) {
		return { raw, event, type: raw.type, content: raw.content, isEncrypted: false, status: 'readable' };
	}
	await client.decryptEventIfNeeded(event);
	const opened = { raw, event, isEncrypted: true };
	if (event.isDecryptionFailure() || !event.getClearContent()) {
		const sessionId = asText(raw.content.session_id);
		const reason = (event.decryptionFailureReason && reasons[event.decryptionFailureReason]) ?? 'corrupt';
		return {
			...opened,
			type: raw.type,
			content: raw.content,
			status: 'unreadable',
			reason,
			...(sessionId !== undefined && { sessionId }),
		};
	}
	return { ...opened, type: event.getType(), content: clearContent(event, raw), status: 'readable' };
}

/**
 * The relation stays outside of the ciphertext, and counts before what is inside: a row must not turn into
 * another one's relation, or back, by being read.
 */
function clearContent(event: MatrixEvent, raw: RawEvent): Content {
	const content: Content = { ...event.getClearContent() };
	const outside = asContent(raw.content['m.relates_to']);
	return outside
		? { ...content, 'm.relates_to': { ...asContent(content['m.relates_to']), ...outside } }
		: content;
}

function isRedacted({ unsigned }: RawEvent): boolean {
	return asContent(unsigned?.redacted_because) !== undefined;
}
