import { type MatrixClient, MatrixEvent } from 'matrix-js-sdk';
import { log } from '../log.ts';
import type { Content, RawEvent, Shield, UnreadableReason } from '../store/event-rows.ts';
import { shieldOf } from '../trust/shield.ts';
import { asContent, asText } from './raw-event.ts';
import { unreadableReason } from './unreadable-reason.ts';

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
	/** Megolm session that it was decrypted by, and what is wrong with where that comes from. */
	decryptedBy?: string;
	/** Who shared its key when they invited us (MSC4268). */
	keyFrom?: string;
	shield?: Shield;
}

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
		return {
			...opened,
			type: raw.type,
			content: raw.content,
			status: 'unreadable',
			reason: await unreadableReason(client, event),
			...(sessionId !== undefined && { sessionId }),
		};
	}
	const decryptedBy = asText(raw.content.session_id);
	const keyFrom = event.getKeyForwardingUser();
	const shield = await shieldOf(client, event);
	return {
		...opened,
		type: event.getType(),
		content: clearContent(event, raw),
		status: 'readable',
		...(decryptedBy !== undefined && { decryptedBy }),
		...(keyFrom !== undefined && { keyFrom }),
		...(shield && { shield }),
	};
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
