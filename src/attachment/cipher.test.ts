import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { FileKey } from '../store/upload-rows.ts';
import { decryptBlob, encryptBlob } from './cipher.ts';

/** Over two pieces and a bit. */
const large = randomBytes(9 * 1024 * 1024 + 7);

async function bytesOf(blob: Blob): Promise<Buffer<ArrayBuffer>> {
	return Buffer.from(await blob.arrayBuffer());
}

/** Encrypted by somebody else, with a counter that begins at `iv`. */
function encryptedElsewhere(plain: Buffer, iv: Buffer): { blob: Blob; fileKey: FileKey } {
	const key = randomBytes(32);
	const cipher = createCipheriv('aes-256-ctr', key, iv);
	const bytes = Buffer.concat([cipher.update(plain), cipher.final()]);
	return {
		blob: new Blob([bytes]),
		fileKey: {
			v: 'v2',
			key: { kty: 'oct', alg: 'A256CTR', k: key.toString('base64url'), key_ops: [], ext: true },
			iv: iv.toString('base64'),
			hashes: { sha256: createHash('sha256').update(bytes).digest('base64') },
		},
	};
}

describe('an attachment', () => {
	it('is encrypted so that others can decrypt it', async () => {
		const { blob, fileKey } = await encryptBlob(new Blob([large]));
		const cipher = await bytesOf(blob);
		const digest = createHash('sha256').update(cipher).digest('base64').replace(/=+$/, '');
		expect(fileKey.hashes.sha256).toBe(digest);
		const iv = Buffer.from(fileKey.iv, 'base64');
		expect(iv.subarray(8)).toEqual(Buffer.alloc(8));
		const decipher = createDecipheriv('aes-256-ctr', Buffer.from(fileKey.key.k, 'base64url'), iv);
		expect(Buffer.concat([decipher.update(cipher), decipher.final()]).equals(large)).toBe(true);
	});

	it('has a key and a counter of its own each time', async () => {
		const [one, other] = await Promise.all([encryptBlob(new Blob(['a'])), encryptBlob(new Blob(['a']))]);
		expect(one.fileKey.key.k).not.toBe(other.fileKey.key.k);
		expect(one.fileKey.iv).not.toBe(other.fileKey.iv);
	});

	it('is decrypted as others encrypted it, with padding or without, wherever their counter began', async () => {
		const iv = Buffer.concat([randomBytes(8), Buffer.from('00000000fffffff0', 'hex')]);
		const { blob, fileKey } = encryptedElsewhere(large, iv);
		const plain = await decryptBlob(blob, fileKey, 'image/png');
		expect(plain.type).toBe('image/png');
		expect((await bytesOf(plain)).equals(large)).toBe(true);
	});

	it('of nothing is nothing', async () => {
		const { blob, fileKey } = await encryptBlob(new Blob([]));
		expect((await decryptBlob(blob, fileKey)).size).toBe(0);
	});

	it('is not given when a bit of it, or its hash, is another one', async () => {
		const { blob, fileKey } = encryptedElsewhere(Buffer.from('What was sent'), Buffer.alloc(16));
		const changed = await bytesOf(blob);
		changed[3] = (changed[3] ?? 0) ^ 1;
		await expect(decryptBlob(new Blob([changed]), fileKey)).rejects.toMatchObject({ code: 'attachDamaged' });
		const wrong = { ...fileKey, hashes: { sha256: Buffer.alloc(32).toString('base64') } };
		await expect(decryptBlob(blob, wrong)).rejects.toMatchObject({ code: 'attachDamaged' });
	});
});
