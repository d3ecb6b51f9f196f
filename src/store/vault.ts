import { Failure } from '../failure.ts';
import type { AccountDatabase } from './database.ts';
import { DamagedError } from './fault.ts';
import { dropOpenWrap, keepOpenWrap, readOpenWrap } from './open-wrap.ts';
import type { CacheKey } from './seal.ts';
import { keepUnlockedKey, readUnlockedKey } from './unlocked.ts';
import { cacheKeyOf, hashKeyOf, newVaultKey } from './vault-keys.ts';
import type { LockedVaultRow, OpenVaultRow, VaultRow } from './vault-rows.ts';
import { unwrap, wrap } from './wrap.ts';

/** A vault whose key is not here: it is locked. */
export class LockedError extends Failure {
	constructor() {
		super('locked');
	}
}

/**
 * Has an account opened by the browser alone, without a lock. What opens it is proved, and kept, before there is
 * a row that relies on it.
 * @returns the row to be written.
 */
export async function leaveOpen(userId: string, vaultKey: Uint8Array<ArrayBuffer>): Promise<OpenVaultRow> {
	const wrappingKey = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
		'encrypt',
		'decrypt',
	]);
	await keepOpenWrap(userId, { wrappingKey, wrapped: await wrap(wrappingKey, vaultKey) });
	mustBeSame(await readWrapped(userId), vaultKey);
	return { id: 'vault' };
}

/** Makes a new random vault key, without a lock, known to this browser until it is closed. @returns as `leaveOpen`. */
export async function createVault(userId: string): Promise<OpenVaultRow> {
	const vaultKey = newVaultKey();
	const row = await leaveOpen(userId, vaultKey);
	await keepUnlockedKey(userId, vaultKey);
	vaultKey.fill(0);
	return row;
}

export function hasLock(row: VaultRow): row is LockedVaultRow {
	return 'passphrase' in row || 'passkey' in row;
}

/**
 * The raw vault key, from the browser's memory where it is there.
 * @throws LockedError when it has a lock and is not unlocked; DamagedError when nothing opens it.
 */
export async function readVaultKey(
	userId: string,
	row: VaultRow,
	asked = readUnlockedKey(userId),
): Promise<Uint8Array<ArrayBuffer>> {
	const known = await asked;
	if (known) return known;
	if (hasLock(row)) throw new LockedError();
	return await readWrapped(userId, row);
}

/** Does something with an account's vault while nobody else does: its lock may be about to change. */
export async function withVault<T>(
	db: AccountDatabase,
	work: (row: VaultRow | undefined) => Promise<T>,
): Promise<T> {
	return await navigator.locks.request('messa/vault', async () => await work(await db.vault.get('vault')));
}

/**
 * Brings the key of an account without a lock into the browser's memory: windows find it there sooner.
 * @throws DamagedError when nothing opens it.
 */
export async function rememberOpen(db: AccountDatabase): Promise<void> {
	if (await readUnlockedKey(db.userId)) return;
	await withVault(db, async (row) => {
		if (!row || hasLock(row)) return;
		const vaultKey = await readWrapped(db.userId, row);
		await keepUnlockedKey(db.userId, vaultKey);
		vaultKey.fill(0);
	});
}

/**
 * Leaves on the disk what belongs there: nothing that opens an account with a lock, and, of one without, nothing
 * in a row. A background may have been killed on the way, and the first version of Messa kept it in the row.
 */
export async function settleVault(db: AccountDatabase): Promise<void> {
	await withVault(db, async (row) => {
		if (!row) return;
		if (hasLock(row)) return await dropOpenWrap(db.userId);
		const { wrappingKey, wrapped } = row;
		// What does not open must not take the place of what may.
		if (!wrappingKey || !wrapped || !(await opens(wrappingKey, wrapped))) return;
		await keepOpenWrap(db.userId, { wrappingKey, wrapped });
		await db.vault.put({ id: 'vault' });
	});
}

/** Derives the cache key alone: for the windows. @throws as `readVaultKey`. */
export async function openCacheKey(userId: string, row: VaultRow): Promise<CacheKey> {
	return await cacheKeyOf(await readVaultKey(userId, row));
}

/** Derives the key of keyed hashes (`keyed-hash.ts`). @throws as `readVaultKey`. */
export async function openHashKey(userId: string, row: VaultRow): Promise<CryptoKey> {
	return await hashKeyOf(await readVaultKey(userId, row));
}

/** @throws Error when what was made does not open to the vault key. */
export function mustBeSame(opened: Uint8Array | undefined, vaultKey: Uint8Array): void {
	if (!opened || opened.length !== vaultKey.length || opened.some((byte, at) => byte !== vaultKey[at])) {
		throw new Error('the new wrap does not open');
	}
}

async function opens(...[wrappingKey, wrapped]: Parameters<typeof unwrap>): Promise<boolean> {
	const vaultKey = await unwrap(wrappingKey, wrapped).catch(() => undefined);
	vaultKey?.fill(0);
	return vaultKey !== undefined;
}

async function readWrapped(userId: string, row?: OpenVaultRow): Promise<Uint8Array<ArrayBuffer>> {
	const { wrappingKey, wrapped } = row ?? {};
	const found = wrappingKey && wrapped ? { wrappingKey, wrapped } : await readOpenWrap(userId);
	if (!found) throw new DamagedError('nothing opens the vault');
	return await unwrap(found.wrappingKey, found.wrapped);
}
