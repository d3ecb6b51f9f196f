import type { VerificationRequest } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { internalCrypto } from '../crypto/internal.ts';
import { Failure } from '../failure.ts';
import { untilTrust } from './until-trust.ts';
import type { VerificationContext, Wanted } from './verifications.ts';

/**
 * Sends a request.
 * @throws Failure `notAllowed` for an account without an identity or a room with no one person to verify,
 * `noIdentity` when that person has none.
 */
export async function askFor(context: VerificationContext, wanted: Wanted): Promise<VerificationRequest> {
	const { client } = context;
	const crypto = internalCrypto(client);
	const ownUserId = client.getSafeUserId();
	if (wanted.roomId !== undefined) return await askPerson(context, wanted.roomId);
	if (!(await crypto.userHasCrossSigningKeys(ownUserId, true))) throw new Failure('notAllowed');
	return wanted.deviceId === undefined
		? await crypto.requestOwnUserVerification()
		: await crypto.requestDeviceVerification(ownUserId, wanted.deviceId);
}

async function askPerson(context: VerificationContext, roomId: string): Promise<VerificationRequest> {
	const { db, client } = context;
	const userId = (await db.rooms.get(roomId))?.directUserId;
	if (!userId) throw new Failure('notAllowed');
	await knowPerson(context, roomId, userId);
	return await internalCrypto(client).requestVerificationDM(userId, roomId);
}

/** Crypto looks for the keys of those only that something is encrypted for. */
async function knowPerson(
	{ client, rooms }: VerificationContext,
	roomId: string,
	userId: string,
): Promise<void> {
	const crypto = internalCrypto(client);
	const isKnown = async (): Promise<boolean> => (await crypto.getUserVerificationStatus(userId)).known;
	if (await isKnown()) return;
	crypto.prepareToEncrypt(await rooms.forEncryption(roomId));
	if (!(await untilTrust(client, userId, isKnown))) throw new Failure('noIdentity');
}
