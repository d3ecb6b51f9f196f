import type { AccountDatabase } from './database.ts';
import { LockedError, openHashKey } from './vault.ts';

/** Half of a SHA-256 is enough to tell apart what one person meets. */
const hashBytes = 16;
const encoder = new TextEncoder();
const keys = new WeakMap<AccountDatabase, Promise<CryptoKey>>();

/**
 * Stands for a text in the store, to find by it what belongs to it, and says nothing of it without the
 * account's keys: an HMAC, in hexadecimal. Equal texts of different `kind` have different ones.
 * @throws LockedError when the account is locked.
 */
export async function keyedHash(db: AccountDatabase, kind: 'site' | 'page', text: string): Promise<string> {
	const mac = await crypto.subtle.sign('HMAC', await keyOf(db), encoder.encode(`${kind}\n${text}`));
	return Array.from(new Uint8Array(mac, 0, hashBytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function keyOf(db: AccountDatabase): Promise<CryptoKey> {
	const known = keys.get(db);
	if (known) return known;
	const opening = readKey(db);
	keys.set(db, opening);
	opening.catch(() => keys.delete(db));
	return opening;
}

async function readKey(db: AccountDatabase): Promise<CryptoKey> {
	const vault = await db.vault.get('vault');
	if (!vault) throw new LockedError();
	return await openHashKey(db.userId, vault);
}
