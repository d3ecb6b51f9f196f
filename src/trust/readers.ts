import type { MatrixClient } from 'matrix-js-sdk';
import { requestFailure } from '../account/request-failure.ts';
import { internalCrypto } from '../crypto/internal.ts';
import { realDevices } from '../crypto/real-devices.ts';
import type { SdkRooms } from '../crypto/sdk-rooms.ts';
import type { Reader } from '../rpc/contract.ts';

/**
 * Who can read what is sent to a room now: its people, with how many devices each has and how many of
 * those their owner has not confirmed.
 * @throws Failure when the members or their keys must be asked for and cannot be.
 */
export async function listReaders(client: MatrixClient, rooms: SdkRooms, roomId: string): Promise<Reader[]> {
	const crypto = internalCrypto(client);
	try {
		const members = await (await rooms.forEncryption(roomId)).getEncryptionTargetMembers();
		const devices = await crypto.getUserDeviceInfo(
			members.map(({ userId }) => userId),
			true,
		);
		return await Promise.all(
			members.map(async ({ userId, rawDisplayName }): Promise<Reader> => {
				const ids = realDevices(devices.get(userId)).map(({ deviceId }) => deviceId);
				const statuses = ids.map((deviceId) => crypto.getDeviceVerificationStatus(userId, deviceId));
				const unconfirmed = (await Promise.all(statuses)).filter((status) => !status?.signedByOwner);
				const person = await crypto.getUserVerificationStatus(userId);
				return {
					userId,
					name: rawDisplayName,
					devices: ids.length,
					unconfirmed: unconfirmed.length,
					isConfirmed: person.isCrossSigningVerified(),
				};
			}),
		);
	} catch (error) {
		throw requestFailure(error);
	}
}
