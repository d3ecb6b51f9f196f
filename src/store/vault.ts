import type { VaultRow } from './rows.ts';
import type { CacheKey } from './seal.ts';

const vaultKeyBytes = 32;
const nonceBytes = 12;

/** What the vault key gives; see `docs/threat-model.md`. */
export interface VaultKeys {
	/** Seals the columns of the account's database. */
	cacheKey: CacheKey;
	/** Raw 32 bytes for the crypto store (`initRustCrypto({ storageKey })`). */
	cryptoStoreKey: Uint8Array<ArrayBuffer>;
}

/** Makes a new random vault key, wrapped by a non-extractable key, ready to be stored. */
export async function createVault(): Promise<VaultRow> {
	const wrappingKey = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
		'encrypt',
		'decrypt',
	]);
	const vaultKey = crypto.getRandomValues(new Uint8Array(vaultKeyBytes));
	const iv = crypto.getRandomValues(new Uint8Array(nonceBytes));
	const cipher = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, wrappingKey, vaultKey);
	vaultKey.fill(0);
	const wrapped = new Uint8Array(nonceBytes + cipher.byteLength);
	wrapped.set(iv);
	wrapped.set(new Uint8Array(cipher), nonceBytes);
	return { id: 'vault', wrappingKey, wrapped };
}

/** Derives both keys of an account: for the background. */
export async function openVault(row: VaultRow): Promise<VaultKeys> {
	const vaultKey = await unwrap(row);
	const [cacheKey, cryptoStoreKey] = await Promise.all([
		deriveCacheKey(vaultKey),
		crypto.subtle.deriveBits(hkdf('crypto-store'), vaultKey, vaultKeyBytes * 8),
	]);
	return { cacheKey, cryptoStoreKey: new Uint8Array(cryptoStoreKey) };
}

/** Derives the cache key alone: for the windows, which never need the crypto store. */
export async function openCacheKey(row: VaultRow): Promise<CacheKey> {
	return await deriveCacheKey(await unwrap(row));
}

async function unwrap(row: VaultRow): Promise<CryptoKey> {
	const raw = await crypto.subtle.decrypt(
		{ name: 'AES-GCM', iv: row.wrapped.subarray(0, nonceBytes) },
		row.wrappingKey,
		row.wrapped.subarray(nonceBytes),
	);
	return await crypto.subtle.importKey('raw', raw, 'HKDF', false, ['deriveKey', 'deriveBits']);
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
