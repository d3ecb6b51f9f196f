/** Puts pieces together. */
export function joined(pieces: Uint8Array[]): Uint8Array<ArrayBuffer> {
	const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const piece of pieces) {
		whole.set(piece, at);
		at += piece.length;
	}
	return whole;
}

/** Reads letters of one byte each. */
export function letters(bytes: Uint8Array, at: number, count: number): string {
	return String.fromCharCode(...bytes.subarray(at, at + count));
}

/** Letters as bytes. */
export function fromLetters(text: string): Uint8Array<ArrayBuffer> {
	return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** Reads a number whose first byte weighs most. */
export function uint32(bytes: Uint8Array, at: number): number {
	return new DataView(bytes.buffer, bytes.byteOffset).getUint32(at);
}

/** Writes such a number. */
export function fromUint32(value: number): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(4);
	new DataView(bytes.buffer).setUint32(0, value);
	return bytes;
}
