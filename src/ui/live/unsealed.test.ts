import { describe, expect, it } from 'vitest';
import { type CacheKey, seal } from '../../store/seal.ts';
import { Unsealer } from './unsealed.ts';

async function newKey(): Promise<CacheKey> {
	return await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

describe('Unsealer', () => {
	it('gives the same object for the same sealed bytes', async () => {
		const key = await newKey();
		const unsealer = new Unsealer(key);
		const sealed = await seal(key, { text: 'hello' });
		const first = await unsealer.open(sealed);
		expect(first).toEqual({ text: 'hello' });
		expect(await unsealer.open(sealed.slice())).toBe(first);
	});

	it('gives nothing for bytes of another key', async () => {
		const unsealer = new Unsealer(await newKey());
		expect(await unsealer.open(await seal(await newKey(), 'hello'))).toBeUndefined();
	});
});
