import type { AnsweredPasskey } from '../store/lock-openers.ts';
import type { PasskeyWrap } from '../store/vault-rows.ts';
import { unwrap, wrap } from '../store/wrap.ts';

/** Wraps the vault key by what a passkey answers. */
export async function wrapByPasskey(
	vaultKey: Uint8Array<ArrayBuffer>,
	{ credentialId, salt, answer }: AnsweredPasskey,
): Promise<PasskeyWrap> {
	return {
		credentialId: new Uint8Array(credentialId),
		salt: new Uint8Array(salt),
		wrapped: await wrap(await wrappingKeyOf(answer), vaultKey),
	};
}

/** The vault key; undefined when another passkey gave the answer. */
export async function unwrapByPasskey(
	row: PasskeyWrap,
	answer: number[],
): Promise<Uint8Array<ArrayBuffer> | undefined> {
	return await unwrap(await wrappingKeyOf(answer), row.wrapped).catch(() => undefined);
}

/** HKDF, RFC 5869. The answer is as random as a key, and needs no stretching. */
async function wrappingKeyOf(answer: number[]): Promise<CryptoKey> {
	const key = await crypto.subtle.importKey('raw', new Uint8Array(answer), 'HKDF', false, ['deriveKey']);
	const hkdf = {
		name: 'HKDF',
		hash: 'SHA-256',
		salt: new Uint8Array(),
		info: new TextEncoder().encode('messa passkey'),
	};
	return await crypto.subtle.deriveKey(hkdf, key, { name: 'AES-GCM', length: 256 }, false, [
		'encrypt',
		'decrypt',
	]);
}
