import { DamagedError } from './fault.ts';

/** Bytes that only the cache key can read: a 12-byte nonce, then AES-256-GCM over UTF-8 JSON. */
export type Sealed<T> = Uint8Array<ArrayBuffer> & { readonly holds?: T };

/** The AES-GCM key of one account's cache, derived from its vault key. */
export type CacheKey = CryptoKey & { readonly isCacheKey?: true };

const nonceBytes = 12;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Gives `value`, as JSON, readable by `key` alone. */
export async function seal<T>(key: CacheKey, value: T): Promise<Sealed<T>> {
	const iv = crypto.getRandomValues(new Uint8Array(nonceBytes));
	const cipher = await crypto.subtle.encrypt(
		{ name: 'AES-GCM', iv },
		key,
		encoder.encode(JSON.stringify(value)),
	);
	const sealed = new Uint8Array(nonceBytes + cipher.byteLength);
	sealed.set(iv);
	sealed.set(new Uint8Array(cipher), nonceBytes);
	return sealed;
}

/**
 * Gives back what was sealed.
 * @throws DamagedError when `key` is another one or the bytes were changed.
 */
export async function unseal<T>(key: CacheKey, sealed: Sealed<T>): Promise<T> {
	try {
		const plain = await crypto.subtle.decrypt(
			{ name: 'AES-GCM', iv: sealed.subarray(0, nonceBytes) },
			key,
			sealed.subarray(nonceBytes),
		);
		return JSON.parse(decoder.decode(plain)) as T;
	} catch {
		throw new DamagedError('sealed bytes could not be read');
	}
}
