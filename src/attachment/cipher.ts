import { createSHA256 } from 'hash-wasm';
import { Failure } from '../failure.ts';
import type { FileKey } from '../store/upload-rows.ts';
import { fromBase64, toBase64 } from './base64.ts';

/** What is in memory at a time; a multiple of the cipher's block. */
const pieceBytes = 4 * 1024 * 1024;
const blockBytes = 16;
const algorithm = 'AES-CTR';

/** An attachment as it travels and rests, and what opens it. */
export interface EncryptedBlob {
	blob: Blob;
	fileKey: FileKey;
}

/**
 * Encrypts a file, a piece at a time: only the browser's own blobs hold all of it.
 * Client-server API §Sending encrypted attachments.
 * @throws Failure `attachUnreadable` when the file cannot be read (any more).
 */
export async function encryptBlob(file: Blob): Promise<EncryptedBlob> {
	const key = await crypto.subtle.generateKey({ name: algorithm, length: 256 }, true, ['encrypt', 'decrypt']);
	// The counter is the lower half, and begins with nothing so that it does not run over.
	const start = new Uint8Array(blockBytes);
	crypto.getRandomValues(start.subarray(0, blockBytes / 2));
	const digest = await createSHA256();
	digest.init();
	const pieces: Blob[] = [];
	for (let at = 0; at < file.size; at += pieceBytes) {
		const plain = await readPiece(file, at);
		const cipher = await crypto.subtle.encrypt(counterAt(start, at), key, plain);
		digest.update(new Uint8Array(cipher));
		pieces.push(new Blob([cipher]));
	}
	const { k = '' } = await crypto.subtle.exportKey('jwk', key);
	return {
		blob: new Blob(pieces),
		fileKey: {
			v: 'v2',
			key: { kty: 'oct', alg: 'A256CTR', k, key_ops: ['encrypt', 'decrypt'], ext: true },
			iv: toBase64(start),
			hashes: { sha256: toBase64(digest.digest('binary')) },
		},
	};
}

/**
 * Decrypts an attachment, a piece at a time, and gives it only if all of it is what was sent.
 * @param type MIME type of the blob to give
 * @throws Failure `attachDamaged` when the hash is another one, or the key is none.
 */
export async function decryptBlob(blob: Blob, { key: jwk, iv, hashes }: FileKey, type = ''): Promise<Blob> {
	const key = await importKey(jwk);
	const start = fromBase64(iv);
	if (start.length !== blockBytes) throw new Failure('attachDamaged');
	const digest = await createSHA256();
	digest.init();
	const pieces: Blob[] = [];
	for (let at = 0; at < blob.size; at += pieceBytes) {
		const cipher = await readPiece(blob, at);
		digest.update(new Uint8Array(cipher));
		pieces.push(new Blob([await crypto.subtle.decrypt(counterAt(start, at), key, cipher)]));
	}
	if (toBase64(digest.digest('binary')) !== hashes.sha256.replace(/=+$/, '')) {
		throw new Failure('attachDamaged');
	}
	return new Blob(pieces, { type });
}

async function importKey(jwk: FileKey['key']): Promise<CryptoKey> {
	const { kty, alg, k } = jwk;
	try {
		return await crypto.subtle.importKey(
			'jwk',
			{ kty, alg, k: k.replace(/=+$/, ''), ext: true },
			algorithm,
			false,
			['decrypt'],
		);
	} catch {
		throw new Failure('attachDamaged');
	}
}

async function readPiece(blob: Blob, at: number): Promise<ArrayBuffer> {
	try {
		return await blob.slice(at, at + pieceBytes).arrayBuffer();
	} catch (error) {
		throw new Failure('attachUnreadable', { technical: error instanceof Error ? error.name : typeof error });
	}
}

/** The cipher's state at a place in the file, in bytes from its beginning. */
function counterAt(start: Uint8Array<ArrayBuffer>, at: number): AesCtrParams {
	const counter = start.slice();
	const view = new DataView(counter.buffer);
	// It wraps around, as the cipher itself has it.
	view.setBigUint64(8, BigInt.asUintN(64, view.getBigUint64(8) + BigInt(at / blockBytes)));
	return { name: algorithm, counter, length: 64 };
}
