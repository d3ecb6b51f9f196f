import { describe, expect, it } from 'vitest';
import { Failure } from '../failure.ts';
import { readKeyFile } from './key-file.ts';

const header = '-----BEGIN MEGOLM SESSION DATA-----';
const footer = '-----END MEGOLM SESSION DATA-----';

/** The encrypted part of a file: as many bytes as the least that there can be, and `more`. */
function body({ version = 1, rounds = 100_000, more = 16 } = {}): string {
	const bytes = new Uint8Array(1 + 16 + 16 + 4 + 32 + more).fill(0xa7);
	bytes[0] = version;
	new DataView(bytes.buffer).setUint32(33, rounds);
	return btoa(String.fromCharCode(...bytes));
}

function codeOf(text: string): string | undefined {
	try {
		readKeyFile(text);
		return undefined;
	} catch (error) {
		return error instanceof Failure ? error.code : String(error);
	}
}

describe('a key file', () => {
	it('is read whatever stands around it and however its lines end', () => {
		const whole = `${header}\n${body()}\n${footer}\n`;
		const wrapped = body().replaceAll(/.{20}/g, '$&\r\n');
		expect(readKeyFile(whole)).toBe(whole);
		expect(readKeyFile(`\uFEFFKeys of 2024\r\n\r\n${header}\r\n${wrapped}\r\n${footer} `)).toBe(whole);
		expect(readKeyFile(`${header}${body()}${footer}`)).toBe(whole);
	});

	it.each([
		['an empty file', ''],
		['a picture', '\u0089PNG\r\n\u001a\n\u0000\u0000'],
		['another client’s export of a chat', '{"room_name":"Trip","messages":[]}'],
		['a private key of another kind', header.replace('MEGOLM SESSION DATA', 'RSA PRIVATE KEY')],
		['the end alone', footer],
	])('is not %s', (_what, text) => {
		expect(codeOf(text)).toBe('notKeyFile');
	});

	it.each([
		['ends early', `${header}\n${body()}`],
		['has its end before its beginning', `${footer}\n${body()}\n${header}`],
		['has nothing inside', `${header}\n${footer}`],
		['has less inside than there must be', `${header}\n${body().slice(0, 80)}\n${footer}`],
		['holds what is not base64', `${header}\n${body().replace('p', '!')}\n${footer}`],
		['has its padding in the middle', `${header}\n${body().slice(0, 60)}==${body().slice(60)}\n${footer}`],
		['is of another version', `${header}\n${body({ version: 2 })}\n${footer}`],
		['asks for no rounds', `${header}\n${body({ rounds: 0 })}\n${footer}`],
		['asks for hours of rounds', `${header}\n${body({ rounds: 0xffff_ffff })}\n${footer}`],
	])('is damaged when it %s', (_what, text) => {
		expect(codeOf(text)).toBe('keyFileDamaged');
	});
});
