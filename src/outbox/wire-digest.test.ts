import { expect, it } from 'vitest';
import { wireDigest } from './wire-digest.ts';

it('is the same in whatever order the keys come back', async () => {
	const sent = {
		algorithm: 'm.megolm.v1.aes-sha2',
		ciphertext: 'AwgA',
		nested: { b: [1, { d: 1, c: 2 }], a: null },
	};
	const came = {
		nested: { a: null, b: [1, { c: 2, d: 1 }] },
		ciphertext: 'AwgA',
		algorithm: 'm.megolm.v1.aes-sha2',
	};
	expect(await wireDigest(came)).toBe(await wireDigest(sent));
});

it('is another for another content', async () => {
	expect(await wireDigest({ ciphertext: 'AwgA' })).not.toBe(await wireDigest({ ciphertext: 'AwgB' }));
	expect(await wireDigest({ list: [1, 2] })).not.toBe(await wireDigest({ list: [2, 1] }));
});
