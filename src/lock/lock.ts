import { Failure } from '../failure.ts';
import type { AccountDatabase } from '../store/database.ts';
import { copyVault, renewCopy } from '../store/safe-copy.ts';
import { forgetUnlockedKey, keepUnlockedKey } from '../store/unlocked.ts';
import { hasLock, openRow, readVaultKey } from '../store/vault.ts';
import type { VaultRow } from '../store/vault-rows.ts';
import { unwrap } from '../store/wrap.ts';
import { guess } from './guesses.ts';
import { unwrapByPassphrase, wrapByPassphrase } from './passphrase.ts';

/**
 * Locks the vault by a passphrase, or changes it. The new row is proved to open before it takes the old
 * one's place in one write, so that a background that ends at any line leaves either, never none. Its copy
 * follows at once, or at the next start (`copyVault`).
 * @param current the passphrase of before, where there is one
 * @throws Failure `wrongPassphrase`, `tooManyGuesses`.
 */
export async function setPassphrase(
	db: AccountDatabase,
	passphrase: string,
	current: string | undefined,
): Promise<void> {
	await alone(db, async (row) => {
		const vaultKey = await vaultKeyFor(row, current);
		const wrapped = await wrapByPassphrase(vaultKey, passphrase);
		mustBeSame(await unwrapByPassphrase(wrapped, passphrase), vaultKey);
		// First, or the next line would lock whoever is using it.
		await keepUnlockedKey(vaultKey);
		await db.vault.put({ id: 'vault', passphrase: wrapped });
		await renewCopy(db);
		vaultKey.fill(0);
	});
}

/** Takes the lock away, as carefully as it was set. @throws Failure `wrongPassphrase`, `tooManyGuesses`. */
export async function removeLock(db: AccountDatabase, current: string): Promise<void> {
	await alone(db, async (row) => {
		if (!hasLock(row)) return;
		const vaultKey = await vaultKeyFor(row, current);
		const open = await openRow(vaultKey);
		mustBeSame(await unwrap(open.wrappingKey, open.wrapped), vaultKey);
		await db.vault.put(open);
		await copyVault(db);
		vaultKey.fill(0);
	});
}

/** Unlocks until the browser is closed. @throws Failure `wrongPassphrase`, `tooManyGuesses`. */
export async function unlock(db: AccountDatabase, passphrase: string): Promise<void> {
	await alone(db, async (row) => {
		if (!hasLock(row)) return;
		const vaultKey = await vaultKeyFor(row, passphrase);
		await keepUnlockedKey(vaultKey);
		vaultKey.fill(0);
	});
}

/** Locks now. @returns false where there is no lock. */
export async function lock(db: AccountDatabase): Promise<boolean> {
	return await alone(db, async (row) => {
		if (!hasLock(row)) return false;
		await forgetUnlockedKey();
		return true;
	});
}

/** Two that change it at once would each drop what the other one has proved. */
async function alone<T>(db: AccountDatabase, work: (row: VaultRow) => Promise<T>): Promise<T> {
	return await navigator.locks.request('messa/vault', async () => {
		const row = await db.vault.get('vault');
		if (!row) throw new Failure('signedOut');
		return await work(row);
	});
}

async function vaultKeyFor(row: VaultRow, passphrase: string | undefined): Promise<Uint8Array<ArrayBuffer>> {
	if (!hasLock(row)) return await readVaultKey(row);
	return await guess(() => unwrapByPassphrase(row.passphrase, passphrase ?? ''));
}

function mustBeSame(opened: Uint8Array | undefined, vaultKey: Uint8Array): void {
	if (!opened || opened.length !== vaultKey.length || opened.some((byte, at) => byte !== vaultKey[at])) {
		throw new Error('the new wrap does not open');
	}
}
