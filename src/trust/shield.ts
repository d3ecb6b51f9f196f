import { type MatrixClient, MatrixEvent } from 'matrix-js-sdk';
import { EventShieldReason } from 'matrix-js-sdk/lib/crypto-api/index.js';
import type { RawEvent, Shield } from '../store/event-rows.ts';

/** What was found out for each client, by session and sender: it is the same for all events of the two. */
const found = new WeakMap<MatrixClient, Map<string, Promise<Shield | undefined>>>();
const mostFound = 500;

/**
 * What is wrong with where a message comes from, which was decrypted here; undefined while nothing is.
 * Costs the crypto store a look for the first event of a session only, until `forgetShields`.
 */
export async function shieldOf(client: MatrixClient, event: MatrixEvent): Promise<Shield | undefined> {
	const shields = found.get(client) ?? new Map<string, Promise<Shield | undefined>>();
	found.set(client, shields);
	if (shields.size > mostFound) shields.clear();
	const key = `${event.getRoomId()} ${event.getWireContent().session_id} ${event.getSender()}`;
	const shield = shields.get(key) ?? readShield(client, event);
	shields.set(key, shield);
	return await shield;
}

/** Whom or what one can trust has changed: what was found out holds no more. */
export function forgetShields(client: MatrixClient): void {
	found.delete(client);
}

async function readShield(client: MatrixClient, event: MatrixEvent): Promise<Shield | undefined> {
	const info = await client.getCrypto()?.getEncryptionInfoForEvent(event);
	switch (info?.shieldReason) {
		case EventShieldReason.UNSIGNED_DEVICE:
			// Who has no identity has nothing to confirm a device with.
			return (await hasIdentity(client, event.getSender() ?? '')) ? 'unconfirmedDevice' : undefined;
		case EventShieldReason.UNKNOWN_DEVICE:
			return 'unknownDevice';
		case EventShieldReason.VERIFICATION_VIOLATION:
			return 'changedIdentity';
		case EventShieldReason.MISMATCHED_SENDER:
			return 'wrongSender';
		case EventShieldReason.AUTHENTICITY_NOT_GUARANTEED:
			return 'unproven';
		default:
			return undefined;
	}
}

async function hasIdentity(client: MatrixClient, userId: string): Promise<boolean> {
	return (await client.getCrypto()?.getUserVerificationStatus(userId))?.known ?? false;
}

/** Any ciphertext of the right form: where a message comes from is asked by its session and sender alone. */
const anyCiphertext = btoa(String.fromCharCode(3, 8, 0, 18, 1, 0, ...new Uint8Array(72))).replaceAll('=', '');

/** Stands for an event that was decrypted here before, when only its session is kept. */
export function decryptedBefore(
	roomId: string,
	raw: Omit<RawEvent, 'content'>,
	sessionId: string,
): MatrixEvent {
	const content = { algorithm: 'm.megolm.v1.aes-sha2', ciphertext: anyCiphertext, session_id: sessionId };
	const event = new MatrixEvent({ ...raw, type: 'm.room.encrypted', room_id: roomId, content });
	return Object.assign(event, { getClearContent: () => ({}) });
}
