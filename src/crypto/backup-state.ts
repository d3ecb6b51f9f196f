import { type MatrixClient, MatrixError, Method } from 'matrix-js-sdk';
import { requestFailure } from '../account/request-failure.ts';
import { Failure } from '../failure.ts';
import type { BackupState } from '../rpc/contract.ts';
import { withBackupLock } from './backup-lock.ts';
import { internalCrypto, olmMachine } from './internal.ts';
import { realDevices } from './real-devices.ts';

const longestWaitMs = 5_000;

/**
 * Asks the homeserver for the account's key backup, uses it if this device may, and counts the keys.
 * @throws Failure when the homeserver does not answer within five seconds.
 */
export async function readBackup(client: MatrixClient): Promise<BackupState> {
	// While the device turns to another backup it uses none for a moment.
	return await withBackupLock(() => readUndisturbed(client));
}

async function readUndisturbed(client: MatrixClient): Promise<BackupState> {
	const version = (await readBackupInfo(client))?.version;
	const crypto = internalCrypto(client);
	const isUsed = async (): Promise<boolean> => (await crypto.getActiveSessionBackupVersion()) === version;
	if (version !== undefined && !(await isUsed())) await crypto.checkKeyBackupAndEnable();
	const { total, backedUp } = await olmMachine(client).roomKeyCounts();
	if (version === undefined) return { kind: 'none', keys: total, stored: 0 };
	return (await isUsed())
		? { kind: 'on', keys: total, stored: backedUp }
		: { kind: 'locked', keys: total, stored: 0 };
}

/** What a homeserver tells of a key backup. */
export interface BackupInfo {
	version: string;
	/** Keys in it. */
	count: number;
}

/** Client-server API §`GET /room_keys/version`. @returns the newest backup; undefined when there is none. */
export async function readBackupInfo(client: MatrixClient): Promise<BackupInfo | undefined> {
	const abortSignal = AbortSignal.timeout(longestWaitMs);
	try {
		const path = '/room_keys/version';
		return await client.http.authedRequest(Method.Get, path, undefined, undefined, { abortSignal });
	} catch (error) {
		if (abortSignal.aborted) throw new Failure('unreachable');
		if (error instanceof MatrixError && error.errcode === 'M_NOT_FOUND') return undefined;
		throw requestFailure(error);
	}
}

/**
 * How many other devices of the account can hold keys, by what the homeserver says now: crypto may not have heard yet
 * of one that has just signed in. Client-server API §`POST /keys/query`.
 * @throws Failure when the homeserver does not answer.
 */
export async function countOtherDevices(client: MatrixClient): Promise<number> {
	const userId = client.getSafeUserId();
	const crypto = internalCrypto(client);
	try {
		// Of the account itself, this asks the homeserver for all keys.
		await crypto.userHasCrossSigningKeys(userId);
	} catch (error) {
		throw requestFailure(error);
	}
	const devices = (await crypto.getUserDeviceInfo([userId])).get(userId);
	return realDevices(devices).filter(({ deviceId }) => deviceId !== client.getDeviceId()).length;
}
