import { Failure } from '../failure.ts';
import type { AccountDatabase } from '../store/database.ts';
import type { AnsweredPasskey, Opener } from '../store/lock-openers.ts';
import { dropOpenWrap } from '../store/open-wrap.ts';
import { copyVault, renewCopy } from '../store/safe-copy.ts';
import { forgetUnlockedKey, keepUnlockedKey } from '../store/unlocked.ts';
import { hasLock, leaveOpen, mustBeSame, readVaultKey, withVault } from '../store/vault.ts';
import type { LockedVaultRow, VaultRow } from '../store/vault-rows.ts';
import { guess } from './guesses.ts';
import { unwrapByPasskey, wrapByPasskey } from './passkey.ts';
import { unwrapByPassphrase, wrapByPassphrase } from './passphrase.ts';

/**
 * Locks the vault by a passphrase, or changes that; a passkey stays beside it. The new row is proved to open
 * before it takes the old one's place in one write, so that a background that ends at any line leaves either,
 * never none. What opened it without a lock goes and its copy follows at once, or at the next start.
 * @param current what opens the lock of before, where there is one
 * @throws Failure `wrongPassphrase`, `passkeyWrong`, `tooManyGuesses`.
 */
export async function setPassphrase(
	db: AccountDatabase,
	passphrase: string,
	current: Opener | undefined,
): Promise<void> {
	await alone(db, async (row) => {
		const vaultKey = await vaultKeyFor(db.userId, row, current);
		const wrapped = await wrapByPassphrase(vaultKey, passphrase);
		mustBeSame(await unwrapByPassphrase(wrapped, passphrase), vaultKey);
		await close(db, vaultKey, { ...(hasLock(row) && row), id: 'vault', passphrase: wrapped });
	});
}

/** Locks the vault by a passkey, as carefully; a passphrase stays beside it. @throws Failure as `setPassphrase`. */
export async function setPasskey(
	db: AccountDatabase,
	passkey: AnsweredPasskey,
	current: Opener | undefined,
): Promise<void> {
	await alone(db, async (row) => {
		const vaultKey = await vaultKeyFor(db.userId, row, current);
		const wrapped = await wrapByPasskey(vaultKey, passkey);
		mustBeSame(await unwrapByPasskey(wrapped, passkey.answer), vaultKey);
		await close(db, vaultKey, { ...(hasLock(row) && row), id: 'vault', passkey: wrapped });
	});
}

/** Leaves the passphrase alone to open the lock, where there is one. @throws Failure as `setPassphrase`. */
export async function removePasskey(db: AccountDatabase, current: Opener): Promise<void> {
	await alone(db, async (row) => {
		if (!hasLock(row) || !row.passphrase) return;
		const vaultKey = await vaultKeyFor(db.userId, row, current);
		await close(db, vaultKey, { id: 'vault', passphrase: row.passphrase });
	});
}

/** Takes the lock away, as carefully as it was set. @throws Failure as `setPassphrase`. */
export async function removeLock(db: AccountDatabase, current: Opener): Promise<void> {
	await alone(db, async (row) => {
		if (!hasLock(row)) return;
		const vaultKey = await vaultKeyFor(db.userId, row, current);
		await db.vault.put(await leaveOpen(db.userId, vaultKey));
		await copyVault(db);
		vaultKey.fill(0);
	});
}

/**
 * Unlocks until the browser is closed.
 * @param opening is told once the opener has proved right, before any window can know: `kept` is what unlocks them.
 * @throws Failure as `setPassphrase`.
 */
export async function unlock(
	db: AccountDatabase,
	opener: Opener,
	opening: (kept: Promise<void>) => void,
): Promise<void> {
	await alone(db, async (row) => {
		if (!hasLock(row)) return;
		const vaultKey = await vaultKeyFor(db.userId, row, opener);
		const kept = keepUnlockedKey(db.userId, vaultKey);
		opening(kept);
		await kept;
		vaultKey.fill(0);
	});
}

/** Does nothing with what opens the lock, but to see that it does. @throws Failure as `setPassphrase`. */
export async function checkOpener(db: AccountDatabase, opener: Opener): Promise<void> {
	await alone(db, async (row) => void (await vaultKeyFor(db.userId, row, opener)).fill(0));
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
	return await withVault(db, async (row) => {
		if (!row) throw new Failure('signedOut');
		return await work(row);
	});
}

/** The lock holds from here on: in the database, then on the disk, where what opened it goes, and in the copy. */
async function close(
	db: AccountDatabase,
	vaultKey: Uint8Array<ArrayBuffer>,
	row: LockedVaultRow,
): Promise<void> {
	// First, or the next line would lock whoever is using it.
	await keepUnlockedKey(db.userId, vaultKey);
	await db.vault.put(row);
	await dropOpenWrap(db.userId);
	await renewCopy(db);
	vaultKey.fill(0);
}

async function vaultKeyFor(
	userId: string,
	row: VaultRow,
	opener: Opener | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
	if (!hasLock(row)) return await readVaultKey(userId, row);
	const { passphrase, passkey } = row;
	if (opener && 'passkey' in opener) {
		return await guess(
			'passkeyWrong',
			async () => passkey && (await unwrapByPasskey(passkey, opener.passkey)),
		);
	}
	const given = opener?.passphrase ?? '';
	return await guess(
		'wrongPassphrase',
		async () => passphrase && (await unwrapByPassphrase(passphrase, given)),
	);
}
