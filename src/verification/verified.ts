import type { MatrixClient } from 'matrix-js-sdk';
import { internalCrypto } from '../crypto/internal.ts';
import type { VerificationRow } from '../store/verification-row.ts';

/** Whether the other side counts as verified on this device. */
export async function isVerified(
	client: MatrixClient,
	{ userId, deviceId }: Pick<VerificationRow, 'userId' | 'deviceId'>,
): Promise<boolean> {
	const crypto = internalCrypto(client);
	if (userId !== client.getUserId() || deviceId === undefined) {
		return (await crypto.getUserVerificationStatus(userId)).isCrossSigningVerified();
	}
	return (await crypto.getDeviceVerificationStatus(userId, deviceId))?.isVerified() ?? false;
}
