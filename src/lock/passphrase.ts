import { argon2id } from 'hash-wasm';
import type { PassphraseWrap } from '../store/vault-rows.ts';
import { unwrap, wrap } from '../store/wrap.ts';

const saltBytes = 16;
const keyBytes = 32;

/** Half a second on two cores of a small computer (measured), which is what each guess costs, too. */
const cost = { memoryKiB: 131_072, passes: 3, lanes: 1 };

/** Wraps the vault key by a passphrase. What the passphrase was stretched with stands beside it. */
export async function wrapByPassphrase(
	vaultKey: Uint8Array<ArrayBuffer>,
	passphrase: string,
): Promise<PassphraseWrap> {
	const stretch = { salt: crypto.getRandomValues(new Uint8Array(saltBytes)), ...cost };
	return { ...stretch, wrapped: await wrap(await wrappingKeyOf(passphrase, stretch), vaultKey) };
}

/** The vault key; undefined when the passphrase is another one. */
export async function unwrapByPassphrase(
	row: PassphraseWrap,
	passphrase: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
	const wrappingKey = await wrappingKeyOf(passphrase, row);
	return await unwrap(wrappingKey, row.wrapped).catch(() => undefined);
}

/** Argon2id, RFC 9106. The same letters typed on different keyboards are the same passphrase. */
async function wrappingKeyOf(
	passphrase: string,
	{ salt, memoryKiB, passes, lanes }: Omit<PassphraseWrap, 'wrapped'>,
): Promise<CryptoKey> {
	const stretched = await argon2id({
		password: passphrase.normalize('NFC'),
		salt,
		memorySize: memoryKiB,
		iterations: passes,
		parallelism: lanes,
		hashLength: keyBytes,
		outputType: 'binary',
	});
	return await crypto.subtle.importKey('raw', new Uint8Array(stretched), 'AES-GCM', false, [
		'encrypt',
		'decrypt',
	]);
}
