import type { CacheKey } from './seal.ts';

const vaultKeyBytes = 32;

/** What the vault key gives; see `docs/threat-model.md`. */
export interface VaultKeys {
	/** Seals the columns of the account's database. */
	cacheKey: CacheKey;
	/** Raw 32 bytes for the crypto store (`initRustCrypto({ storageKey })`). */
	cryptoStoreKey: Uint8Array<ArrayBuffer>;
}

/** 32 random bytes, of which all keys of an account are made. */
export function newVaultKey(): Uint8Array<ArrayBuffer> {
	return crypto.getRandomValues(new Uint8Array(vaultKeyBytes));
}

/** Derives both keys of an account, for the background, and wipes the bytes that it was given. */
export async function vaultKeysOf(raw: Uint8Array<ArrayBuffer>): Promise<VaultKeys> {
	const vaultKey = await importVaultKey(raw);
	const [cacheKey, cryptoStoreKey] = await Promise.all([
		deriveCacheKey(vaultKey),
		crypto.subtle.deriveBits(hkdf('crypto-store'), vaultKey, vaultKeyBytes * 8),
	]);
	return { cacheKey, cryptoStoreKey: new Uint8Array(cryptoStoreKey) };
}

/**
 * Derives the cache key alone, for the windows, which never need the crypto store, and wipes the bytes that it
 * was given.
 */
export async function cacheKeyOf(raw: Uint8Array<ArrayBuffer>): Promise<CacheKey> {
	return await deriveCacheKey(await importVaultKey(raw));
}

/**
 * Derives the key of keyed hashes (`keyed-hash.ts`), which tell nobody else what they stand for, and wipes the bytes
 * that it was given.
 */
export async function hashKeyOf(raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
	const algorithm = { name: 'HMAC', hash: 'SHA-256', length: 256 };
	return await crypto.subtle.deriveKey(hkdf('hash'), await importVaultKey(raw), algorithm, false, ['sign']);
}

async function importVaultKey(raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
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
