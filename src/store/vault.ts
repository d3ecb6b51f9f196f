import { Failure } from '../failure.ts';
import type { CacheKey } from './seal.ts';
import { readUnlockedKey } from './unlocked.ts';
import type { LockedVaultRow, OpenVaultRow, VaultRow } from './vault-rows.ts';
import { unwrap, wrap } from './wrap.ts';

const vaultKeyBytes = 32;

/** What the vault key gives; see `docs/threat-model.md`. */
export interface VaultKeys {
	/** Seals the columns of the account's database. */
	cacheKey: CacheKey;
	/** Raw 32 bytes for the crypto store (`initRustCrypto({ storageKey })`). */
	cryptoStoreKey: Uint8Array<ArrayBuffer>;
}

/** A vault whose key is not here: it is locked. */
export class LockedError extends Failure {
	constructor() {
		super('locked');
	}
}

/** Makes a new random vault key, wrapped and ready to be stored. */
export async function createVault(): Promise<OpenVaultRow> {
	const vaultKey = crypto.getRandomValues(new Uint8Array(vaultKeyBytes));
	const row = await openRow(vaultKey);
	vaultKey.fill(0);
	return row;
}

/** The vault without a lock: its key is wrapped by a new non-extractable one. */
export async function openRow(vaultKey: Uint8Array<ArrayBuffer>): Promise<OpenVaultRow> {
	const wrappingKey = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
		'encrypt',
		'decrypt',
	]);
	return { id: 'vault', wrappingKey, wrapped: await wrap(wrappingKey, vaultKey) };
}

export function hasLock(row: VaultRow): row is LockedVaultRow {
	return !('wrappingKey' in row);
}

/** The raw vault key. @throws LockedError when it has a lock and is not unlocked. */
export async function readVaultKey(row: VaultRow): Promise<Uint8Array<ArrayBuffer>> {
	if (!hasLock(row)) return await unwrap(row.wrappingKey, row.wrapped);
	const vaultKey = await readUnlockedKey();
	if (!vaultKey) throw new LockedError();
	return vaultKey;
}

/** Derives both keys of an account: for the background. @throws LockedError when it is locked. */
export async function openVault(row: VaultRow): Promise<VaultKeys> {
	const vaultKey = await importVaultKey(row);
	const [cacheKey, cryptoStoreKey] = await Promise.all([
		deriveCacheKey(vaultKey),
		crypto.subtle.deriveBits(hkdf('crypto-store'), vaultKey, vaultKeyBytes * 8),
	]);
	return { cacheKey, cryptoStoreKey: new Uint8Array(cryptoStoreKey) };
}

/**
 * Derives the cache key alone: for the windows, which never need the crypto store.
 * @throws LockedError when it is locked.
 */
export async function openCacheKey(row: VaultRow): Promise<CacheKey> {
	return await deriveCacheKey(await importVaultKey(row));
}

/**
 * Derives the key of keyed hashes (`keyed-hash.ts`), which tell nobody else what they stand for.
 * @throws LockedError when it is locked.
 */
export async function openHashKey(row: VaultRow): Promise<CryptoKey> {
	const algorithm = { name: 'HMAC', hash: 'SHA-256', length: 256 };
	return await crypto.subtle.deriveKey(hkdf('hash'), await importVaultKey(row), algorithm, false, ['sign']);
}

async function importVaultKey(row: VaultRow): Promise<CryptoKey> {
	const raw = await readVaultKey(row);
	const vaultKey = await crypto.subtle.importKey('raw', raw, 'HKDF', false, ['deriveKey', 'deriveBits']);
	raw.fill(0);
	return vaultKey;
}

async function deriveCacheKey(vaultKey: CryptoKey): Promise<CacheKey> {
	return await crypto.subtle.deriveKey(hkdf('cache'), vaultKey, { name: 'AES-GCM', length: 256 }, false, [
		'encrypt',
		'decrypt',
	]);
}

function hkdf(purpose: string): HkdfParams {
	return {
		name: 'HKDF',
		hash: 'SHA-256',
		salt: new Uint8Array(),
		info: new TextEncoder().encode(`messa ${purpose}`),
	};
}
