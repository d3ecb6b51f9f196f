import { Dexie } from 'dexie';
import type { MatrixClient } from 'matrix-js-sdk';
import { browser } from 'wxt/browser';
import { cryptoDatabaseNames } from '../crypto/crypto-store.ts';
import { log } from '../log.ts';
import { clearActiveAccount } from '../store/active-account.ts';
import { databaseName } from '../store/database.ts';

const leavingKey = 'leaving';

/**
 * Revokes the token and deletes the databases and keys of an account that was stopped. Once begun it is carried through:
 * `finishSignOut` goes on with it at the next start.
 */
export async function signOut(client: MatrixClient, userId: string): Promise<void> {
	await browser.storage.local.set({ [leavingKey]: userId });
	await clearActiveAccount();
	try {
		await client.logout(false);
	} catch (error) {
		log.warn('the homeserver could not be told of the sign-out', error);
	}
	await destroyAccount(userId);
}

/** Deletes what a sign-out that was cut short left behind. */
export async function finishSignOut(): Promise<void> {
	const stored = await browser.storage.local.get(leavingKey);
	const userId: unknown = stored[leavingKey];
	if (typeof userId === 'string') await destroyAccount(userId);
}

async function destroyAccount(userId: string): Promise<void> {
	const names = [databaseName(userId), ...(await cryptoDatabaseNames(userId))];
	await Promise.all(names.map((name) => Dexie.delete(name)));
	await browser.storage.local.remove(leavingKey);
}
