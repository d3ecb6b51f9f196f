import { decodeRecoveryKey } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { Failure } from '../failure.ts';

/** A key of 32 bytes, its prefix and its parity byte are always that many letters of base58. */
const keyLength = 48;
const groupLength = 4;
/** From here on, what does not begin like a key is a mistyped one, and not something else. */
const likelyLength = 40;

/** All that a copied text may carry between its letters without anybody seeing it. */
const gaps = /[\s\u200b-\u200d\u2060\ufeff]+/gu;
const foreign = /[^1-9A-HJ-NP-Za-km-z]/u;

/**
 * Reads a recovery key as people type it: spaces, line breaks and grouping do not matter. Capital and small
 * letters do, since base58 has both. Appendices §Cryptographic key representation.
 * @throws Failure that names what is wrong: `badRecoveryKey` for what is none at all, `keyCharacter` (with
 * the character and the group of four that it is in), `keyTooShort` and `keyTooLong` (with by how much),
 * `keyCase` where all letters are of one case, `keyMistyped` where the parity is wrong.
 */
export function readRecoveryKey(typed: string): Uint8Array<ArrayBuffer> {
	const key = typed.normalize('NFKC').replace(gaps, '');
	if (!looksLikeKey(key)) throw new Failure('badRecoveryKey');
	const position = key.search(foreign);
	if (position >= 0) {
		const character = String.fromCodePoint(key.codePointAt(position) ?? 0);
		throw new Failure('keyCharacter', { character, group: Math.floor(position / groupLength) + 1 });
	}
	if (key.length < keyLength) throw new Failure('keyTooShort', { count: keyLength - key.length });
	if (key.length > keyLength) throw new Failure('keyTooLong', { count: key.length - keyLength });
	if (key === key.toLowerCase() || key === key.toUpperCase()) throw new Failure('keyCase');
	try {
		return decodeRecoveryKey(key);
	} catch {
		throw new Failure('keyMistyped');
	}
}

/** Every recovery key begins with "Es", which its prefix spells. */
function looksLikeKey(key: string): boolean {
	return /^es/i.test(key) || key.length >= likelyLength;
}
