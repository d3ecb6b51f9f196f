import { Dexie } from 'dexie';
import { browser } from 'wxt/browser';
import { cryptoDatabaseNames } from '../crypto/crypto-store.ts';
import { log } from '../log.ts';
import { clearActiveAccount } from '../store/active-account.ts';
import { AccountDatabase } from '../store/database.ts';
import { databaseName } from '../store/database-name.ts';
import { clearDiskNotice } from '../store/disk-notice.ts';
import { dropOpenWrap } from '../store/open-wrap.ts';
import { safeCopyName } from '../store/safe-copy.ts';
import { forgetUnlockedKey } from '../store/unlocked.ts';
import { openCacheKey } from '../store/vault.ts';
import { authenticatedFetch } from './authenticated-fetch.ts';
import { Tokens } from './tokens.ts';

const leavingKey = 'leaving';
const longestWaitMs = 10_000;

/**
 * Revokes the token and deletes the databases and keys of an account that was stopped. Once begun it is
 * carried through: `finishSignOut` goes on with it at the next start.
 */
export async function signOut(userId: string): Promise<void> {
	await browser.storage.local.set({ [leavingKey]: userId });
	await clearActiveAccount();
	await finishSignOut();
}

/** Does what is left to do of a sign-out that was begun. @returns whether there was one. */
export async function finishSignOut(): Promise<boolean> {
	const stored = await browser.storage.local.get(leavingKey);
	const userId: unknown = stored[leavingKey];
	if (typeof userId !== 'string') return false;
	try {
		await revokeToken(userId);
	} catch (error) {
		log.warn('the homeserver could not be told of the sign-out', error);
	}
	await destroyAccount(userId);
	await browser.storage.local.remove(leavingKey);
	return true;
}

/** Client-server API §`POST /logout`. The wait is short: whoever leaves should not wait for a server that hangs. */
async function revokeToken(userId: string): Promise<void> {
	if (!(await Dexie.exists(databaseName(userId)))) return;
	const db = new AccountDatabase(userId);
	try {
		const [vault, session] = await Promise.all([db.vault.get('vault'), db.session.get('session')]);
		if (!vault || !session || session.isRejected) return;
		const tokens = new Tokens(db, await openCacheKey(userId, vault), session.deviceId);
		await authenticatedFetch(tokens)(`${session.baseUrl}/_matrix/client/v3/logout`, {
			method: 'POST',
			headers: { Authorization: 'Bearer' },
			signal: AbortSignal.timeout(longestWaitMs),
		});
	} finally {
		db.close();
	}
}

async function destroyAccount(userId: string): Promise<void> {
	const keys = await cryptoDatabaseNames(userId);
	const names = [databaseName(userId), safeCopyName(userId), ...keys];
	await Promise.all([...names.map((name) => Dexie.delete(name)), dropOpenWrap(userId)]);
	await Promise.all([clearDiskNotice(), forgetUnlockedKey()]);
}
