import { expect, it } from 'vitest';
import { unwrapByPasskey, wrapByPasskey } from './passkey.ts';

const bytes = (first: number): number[] => Array.from({ length: 32 }, (_, at) => (first + at) % 256);

it('gives the vault key back to the answer that wrapped it, and to no other', async () => {
	const vaultKey = new Uint8Array(bytes(7));
	const row = await wrapByPasskey(vaultKey, { credentialId: [1, 2], salt: bytes(100), answer: bytes(200) });
	expect(await unwrapByPasskey(row, bytes(200))).toEqual(vaultKey);
	expect(await unwrapByPasskey(row, bytes(201))).toBeUndefined();
});
