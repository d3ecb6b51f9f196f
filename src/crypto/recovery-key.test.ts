import { encodeRecoveryKey } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { describe, expect, it } from 'vitest';
import { Failure } from '../failure.ts';
import { readRecoveryKey } from './recovery-key.ts';

const bytes = Uint8Array.from({ length: 32 }, (_, index) => index * 7);
const key = encodeRecoveryKey(bytes) ?? '';
const compact = key.replaceAll(' ', '');

describe('readRecoveryKey', () => {
	it.each([
		['as it is shown', key],
		['without spaces', compact],
		['over several lines', key.replaceAll(' ', '\r\n')],
		['with spaces that do not break', `\u00a0${key.replaceAll(' ', '\u00a0\u200b')}\n`],
		['in full-width letters', compact.replace(/./gu, wide)],
	])('takes a key %s', (_, typed) => {
		expect(readRecoveryKey(typed)).toEqual(bytes);
	});

	it.each([0, 1, 127, 255])('finds every key to be as long as any other (bytes of %i)', (byte) => {
		const same = new Uint8Array(32).fill(byte);
		expect(readRecoveryKey(encodeRecoveryKey(same) ?? '')).toEqual(same);
	});

	it.each([
		['nothing like a key', 'correct horse battery staple', { code: 'badRecoveryKey' }],
		[
			'a letter that never occurs',
			`${compact.slice(0, 9)}0${compact.slice(10)}`,
			{ code: 'keyCharacter', details: { character: '0', group: 3 } },
		],
		['a dash', key.replaceAll(' ', '-'), { code: 'keyCharacter', details: { character: '-', group: 2 } }],
		['a missing group', compact.slice(0, -4), { code: 'keyTooShort', details: { count: 4 } }],
		['a letter too many', `${compact}x`, { code: 'keyTooLong', details: { count: 1 } }],
		['a key twice', `${key}\n${key}`, { code: 'keyTooLong', details: { count: 48 } }],
		['small letters alone', lower(), { code: 'keyCase' }],
		['two letters that changed places', swapped(), { code: 'keyMistyped' }],
		['another first letter', `F${compact.slice(1)}`, { code: 'keyMistyped' }],
	])('names %s', (_, typed, failure) => {
		expect(failureOf(typed)).toMatchObject(failure);
	});

	it('finds every single letter that was mistyped, or all but one in two hundred', () => {
		let missed = 0;
		for (let at = 2; at < compact.length; at += 1) {
			for (const letter of 'aB3zQ') {
				if (compact[at] === letter) continue;
				const failure = failureOf(compact.slice(0, at) + letter + compact.slice(at + 1));
				if (failure === undefined) missed += 1;
				else expect(failure.code).toBe('keyMistyped');
			}
		}
		expect(missed).toBeLessThanOrEqual(2);
	});
});

function failureOf(typed: string): Failure | undefined {
	try {
		readRecoveryKey(typed);
		return undefined;
	} catch (error) {
		return error instanceof Failure ? error : expect.fail('not a Failure');
	}
}

/** Small letters of which none is foreign to base58. */
function lower(): string {
	return compact.toLowerCase().replaceAll('l', 'k');
}

function swapped(): string {
	const at = [...compact].findIndex((letter, index) => index > 1 && letter !== compact[index + 1]);
	return `${compact.slice(0, at)}${compact[at + 1]}${compact[at]}${compact.slice(at + 2)}`;
}

function wide(letter: string): string {
	return String.fromCodePoint(letter.charCodeAt(0) + 0xfee0);
}
