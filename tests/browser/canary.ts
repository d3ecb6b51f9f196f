import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';
/** So many characters in a row are no accident, and outlive a compression or a page that cuts the text in two. */
const pieceLength = 12;

/** A word that stands nowhere else: 48 random letters and digits, which need no escape in JSON, HTML or a URL. */
export function canary(): string {
	return [...randomBytes(48)].map((byte) => letters[byte % letters.length]).join('');
}

/** Whether the bytes hold a piece of the secret, as text of one or two bytes a letter, in base64 or in hex. */
export function holds(bytes: Buffer, secret: string | Uint8Array): boolean {
	return traces(secret).some((trace) => bytes.includes(trace));
}

/** The files below a directory that hold a piece of the secret. */
export async function filesWith(dir: string, secret: string | Uint8Array): Promise<string[]> {
	const found: string[] = [];
	for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile()) continue;
		const path = join(entry.parentPath, entry.name);
		// A file may go while one looks.
		const bytes = await readFile(path).catch(() => Buffer.alloc(0));
		if (holds(bytes, secret)) found.push(path);
	}
	return found;
}

function traces(secret: string | Uint8Array): Buffer[] {
	const whole = Buffer.from(secret);
	const pieces: Buffer[] = [];
	for (let start = 0; start + pieceLength <= whole.length; start += pieceLength) {
		pieces.push(whole.subarray(start, start + pieceLength));
	}
	return pieces.flatMap((piece) => [
		piece,
		Buffer.from(piece.toString('latin1'), 'utf16le'),
		Buffer.from(piece.toString('hex')),
		...inBase64(piece),
	]);
}

/** In base64 a text looks one of three ways, by what stands before it; what it shares with its neighbours is cut. */
function inBase64(piece: Buffer): Buffer[] {
	return [0, 1, 2].map((before) => {
		const text = Buffer.concat([Buffer.alloc(before), piece])
			.toString('base64url')
			.replace(/=+$/, '');
		const tail = (before + piece.length) % 3 === 0 ? 0 : 1;
		return Buffer.from(text.slice(Math.ceil((before * 8) / 6), text.length - tail));
	});
}
