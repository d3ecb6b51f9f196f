import { type MatrixClient, MatrixError } from 'matrix-js-sdk';
import type { Device } from 'matrix-js-sdk/lib/models/device.js';
import { requestFailure } from '../account/request-failure.ts';
import { authByPassword } from '../crypto/authenticate.ts';
import { internalCrypto } from '../crypto/internal.ts';
import { Failure } from '../failure.ts';
import type { OwnDevice, OwnDevices } from '../rpc/contract.ts';
import { accountPage } from './account-page.ts';

/**
 * Asks the homeserver for the account's devices, this one first, then the ones last seen.
 * @throws Failure when it cannot be asked.
 */
export async function listOwnDevices(client: MatrixClient): Promise<OwnDevices> {
	const crypto = internalCrypto(client);
	const userId = client.getSafeUserId();
	try {
		const [{ devices }, known, page] = await Promise.all([
			client.getDevices(),
			crypto.getUserDeviceInfo([userId], true),
			accountPage(client),
		]);
		const keys = known.get(userId) ?? new Map<string, Device>();
		// The dehydrated device (MSC3814) is nobody's.
		const own = devices.filter(({ device_id: deviceId }) => !keys.get(deviceId)?.dehydrated);
		const listed = own.map(async ({ device_id: deviceId, display_name, last_seen_ts }) => ({
			deviceId,
			...(display_name && { name: display_name }),
			...(last_seen_ts !== undefined && { lastSeen: last_seen_ts }),
			isThis: deviceId === client.getDeviceId(),
			trust: keys.has(deviceId) ? await trustIn(client, deviceId) : ('noKeys' as const),
		}));
		return { devices: (await Promise.all(listed)).sort(byUse), ...(page && { accountPage: page }) };
	} catch (error) {
		throw requestFailure(error);
	}
}

/** Gives a device another name. @throws Failure when the homeserver cannot be asked or refuses. */
export async function renameDevice(client: MatrixClient, deviceId: string, name: string): Promise<void> {
	await client.setDeviceDetails(deviceId, { display_name: name }).catch((error: unknown) => {
		throw requestFailure(error);
	});
}

/**
 * Signs other devices of the account out: they lose their tokens, and nobody encrypts for them any more.
 * @throws Failure `passwordNeeded` when the homeserver wants the password; `wrongPassword` when it is not that.
 */
export async function signOutDevices(
	client: MatrixClient,
	deviceIds: string[],
	password: string | undefined,
): Promise<void> {
	if (deviceIds.includes(client.getDeviceId() ?? '')) throw new Failure('badRequest');
	const authenticate = authByPassword(client.getSafeUserId(), password);
	try {
		await authenticate(async (auth) => {
			await client.deleteMultipleDevices(deviceIds, auth ?? undefined);
		});
	} catch (error) {
		const isRefused = error instanceof MatrixError && error.httpStatus === 401 && password !== undefined;
		throw isRefused ? new Failure('wrongPassword') : requestFailure(error);
	}
}

async function trustIn(client: MatrixClient, deviceId: string): Promise<OwnDevice['trust']> {
	const status = await internalCrypto(client).getDeviceVerificationStatus(client.getSafeUserId(), deviceId);
	return status?.crossSigningVerified ? 'confirmed' : 'unconfirmed';
}

function byUse(one: OwnDevice, other: OwnDevice): number {
	return Number(other.isThis) - Number(one.isThis) || (other.lastSeen ?? 0) - (one.lastSeen ?? 0);
}
