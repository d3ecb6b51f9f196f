import { describe, expect, it } from 'vitest';
import { verificationOf } from './scanned-code.ts';

function code({ head = 'MATRIX', version = 2, mode = 0, id = 'flow', rest = 72 } = {}): Uint8Array {
	const idBytes = new TextEncoder().encode(id);
	const length = [idBytes.length >> 8, idBytes.length & 255];
	return new Uint8Array([
		...new TextEncoder().encode(head),
		version,
		mode,
		...length,
		...idBytes,
		...new Uint8Array(rest),
	]);
}

describe('verificationOf', () => {
	it('reads the id of each mode, however long', () => {
		for (const mode of [0, 1, 2]) expect(verificationOf(code({ mode, id: '$event' }))).toBe('$event');
		expect(verificationOf(code({ id: 'x'.repeat(300) }))).toBe('x'.repeat(300));
		expect(verificationOf(code({ id: '' }))).toBe('');
	});

	it('takes nothing else for a code of a verification', () => {
		expect(verificationOf(new Uint8Array())).toBeUndefined();
		expect(verificationOf(new TextEncoder().encode('https://matrix.org'))).toBeUndefined();
		expect(verificationOf(code({ head: 'MATRIY' }))).toBeUndefined();
		expect(verificationOf(code({ version: 1 }))).toBeUndefined();
		expect(verificationOf(code({ mode: 3 }))).toBeUndefined();
		expect(verificationOf(code({ rest: 71 }))).toBeUndefined();
		for (let cut = 0; cut < 20; cut += 1) expect(verificationOf(code().subarray(0, cut))).toBeUndefined();
	});
});
