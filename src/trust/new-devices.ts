import type { MatrixClient } from 'matrix-js-sdk';
import { internalCrypto } from '../crypto/internal.ts';
import { realDevices } from '../crypto/real-devices.ts';
import type { DeviceRow } from '../store/account-rows.ts';
import type { AccountDatabase } from '../store/database.ts';

/**
 * Compares the account's devices with those that were known here, and keeps the new ones as such until
 * the person has looked. The first time all of them are taken as known.
 * @returns the new ones, each of them once.
 */
export async function noticeDevices(db: AccountDatabase, client: MatrixClient): Promise<DeviceRow[]> {
	const crypto = internalCrypto(client);
	const userId = client.getSafeUserId();
	const isFirst = (await db.devices.count()) === 0;
	const now = await crypto.getUserDeviceInfo([userId], isFirst);
	const devices = await Promise.all(
		realDevices(now.get(userId)).map(async ({ deviceId, displayName }): Promise<DeviceRow> => {
			const status = await crypto.getDeviceVerificationStatus(userId, deviceId);
			return {
				deviceId,
				...(displayName && { name: displayName }),
				...(status?.crossSigningVerified && { isConfirmed: true }),
			};
		}),
	);
	// An answer without this device is not the whole list yet.
	if (!devices.some(({ deviceId }) => deviceId === client.getDeviceId())) return [];
	return await db.transaction('rw', db.devices, async () => {
		const known = new Map((await db.devices.toArray()).map((row) => [row.deviceId, row]));
		const rows = devices.flatMap((device) => {
			const before = known.get(device.deviceId);
			known.delete(device.deviceId);
			const isNew = before ? before.isNew : !isFirst && device.deviceId !== client.getDeviceId();
			const row: DeviceRow = { ...device, ...(isNew && { isNew: 1 }) };
			const isSame = before?.name === row.name && before?.isConfirmed === row.isConfirmed;
			return before && isSame ? [] : [{ row, before }];
		});
		await db.devices.bulkPut(rows.map(({ row }) => row));
		await db.devices.bulkDelete([...known.keys()]);
		return rows.flatMap(({ row, before }) => (row.isNew && !before ? [row] : []));
	});
}

/** The person has looked: none is new any more. */
export async function acknowledgeDevices(db: AccountDatabase): Promise<void> {
	await db.devices
		.where('isNew')
		.equals(1)
		.modify((device) => {
			delete device.isNew;
		});
}
