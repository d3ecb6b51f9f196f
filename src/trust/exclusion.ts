import type { MatrixClient } from 'matrix-js-sdk';
import {
	AllDevicesIsolationMode,
	OnlySignedDevicesIsolationMode,
} from 'matrix-js-sdk/lib/crypto-api/index.js';
import { internalCrypto } from '../crypto/internal.ts';
import type { AccountDatabase } from '../store/database.ts';
import { readsExclusion } from '../store/settings.ts';

/**
 * Has crypto exclude devices that their owners have not confirmed, or take all, as the person wants
 * (MSC4153). A device that is not confirmed itself can exclude nobody: crypto would encrypt nothing.
 * @returns whether they are excluded now.
 */
export async function applyExclusion(db: AccountDatabase, client: MatrixClient): Promise<boolean> {
	const crypto = internalCrypto(client);
	const isOn =
		(await readsExclusion(db)) &&
		(await crypto.getUserVerificationStatus(client.getSafeUserId())).isCrossSigningVerified();
	crypto.setDeviceIsolationMode(
		isOn ? new OnlySignedDevicesIsolationMode() : new AllDevicesIsolationMode(false),
	);
	return isOn;
}
