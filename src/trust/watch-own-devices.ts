import type { MatrixClient } from 'matrix-js-sdk';
import { CryptoEvent } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { log } from '../log.ts';
import { announceDevices } from '../notify/announce-devices.ts';
import type { AccountDatabase } from '../store/database.ts';
import { noticeDevices } from './new-devices.ts';

/** Looks for devices of the account that were not there before, now and whenever its devices change. */
export function watchOwnDevices(db: AccountDatabase, client: MatrixClient): void {
	let turn: Promise<void> = Promise.resolve();
	const look = (): void => {
		// One after the other: two at a time would both find the same device new.
		turn = turn
			.then(async () => announceDevices(db, await noticeDevices(db, client)))
			.catch((error: unknown) => log.warn('the devices could not be looked at', error));
	};
	client.on(CryptoEvent.DevicesUpdated, (userIds) => {
		if (userIds.includes(client.getSafeUserId())) look();
	});
	look();
}
