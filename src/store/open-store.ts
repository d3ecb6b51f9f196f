import { log } from '../log.ts';
import { type AccountKeys, openAccountKeys } from './account-keys.ts';
import type { SessionRow } from './account-rows.ts';
import { AccountDatabase } from './database.ts';
import { noteDisk } from './disk-notice.ts';
import { storeFault } from './fault.ts';
import { remakeDatabase, restoreFromCopy } from './rebuild.ts';
import { rebuildUnlessPaused } from './rebuild-pause.ts';
import { copyVault } from './safe-copy.ts';
import { readUnlockedKey } from './unlocked.ts';
import { hasLock, rememberOpen, settleVault } from './vault.ts';
import type { VaultRow } from './vault-rows.ts';

export interface OpenStore extends AccountKeys {
	db: AccountDatabase;
}

/**
 * Opens an account's store, for the background. A database that the browser has lost gets back from its
 * copy what no homeserver could give; one that cannot be read, or that a newer Messa has written, is made
 * anew. Undefined when there is no account, or nothing is left of it.
 * @throws LockedError when it is locked; what the browser gives when it can't be opened now.
 */
export async function openStore(userId: string): Promise<OpenStore | undefined> {
	try {
		return await open(userId);
	} catch (error) {
		if (storeFault(error) !== 'unreadable') throw error;
		const isRebuilt = await rebuildUnlessPaused(async () => {
			log.error('the database cannot be read and is made anew', error);
			await remakeDatabase(userId);
			await noteDisk('rebuilt');
		});
		if (!isRebuilt) throw error;
		return await open(userId);
	}
}

async function open(userId: string): Promise<OpenStore | undefined> {
	const db = new AccountDatabase(userId);
	// Asked for while the database opens; whoever does not need it hears of no failure.
	const known = readUnlockedKey(userId);
	known.catch(() => undefined);
	try {
		await db.open();
		if (isNewer(db)) throw new DOMException('a newer Messa wrote this database', 'VersionError');
		let rows = await readRows(db);
		if (await followLock(db, rows[0])) rows = await readRows(db);
		const account = (await openAccountKeys(...rows, known)) ?? (await keysFromCopy(db));
		if (!account) {
			db.close();
			return undefined;
		}
		rememberOpen(db).catch((error: unknown) => log.warn('the vault key was not remembered', error));
		return { db, ...account };
	} catch (error) {
		db.close();
		throw error;
	}
}

/**
 * A background may have been killed between setting a lock and what follows it; the usual start has nothing to do.
 * @returns whether the vault may be another one now.
 */
async function followLock(db: AccountDatabase, vault: VaultRow | undefined): Promise<boolean> {
	if (!vault || !(hasLock(vault) || vault.wrapped)) return false;
	await settleVault(db);
	if (hasLock(vault))
		await copyVault(db).catch((error: unknown) => log.warn('the vault was not copied', error));
	return true;
}

/** Dexie opens later versions as they are. It counts its own in tens. */
function isNewer(db: AccountDatabase): boolean {
	return Math.floor(db.backendDB().version / 10) > db.verno;
}

async function readRows(
	db: Pick<AccountDatabase, 'vault' | 'session'>,
): Promise<[VaultRow | undefined, SessionRow | undefined]> {
	return await Promise.all([db.vault.get('vault'), db.session.get('session')]);
}

async function keysFromCopy(db: AccountDatabase): Promise<AccountKeys | undefined> {
	const account = await openAccountKeys(...(await readRows(db.safeCopy)));
	if (!account) return undefined;
	log.warn('the database had no keys: they come from their copy');
	await restoreFromCopy(db);
	if (!(await db.position.get('sync'))) await noteDisk('rebuilt');
	return account;
}
