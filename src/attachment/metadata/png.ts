import { fromLetters, fromUint32, joined, letters, uint32 } from './bytes.ts';
import { orientationOnly, readOrientation } from './orientation.ts';

const signature = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Chunks that change how the picture, or the animation, looks. PNG 3rd edition §11. */
const drawing = new Set(
	'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD pHYs acTL fcTL fdAT'.split(' '),
);
/** Length, type and checksum. */
const frameBytes = 12;

/**
 * A PNG with what draws it and no more: texts, times, Exif and whatever stands behind the picture go; which way
 * up it is stays.
 * @returns undefined when it is not what a PNG looks like.
 */
export function stripPng(bytes: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
	if (!signature.every((byte, index) => bytes[index] === byte)) return undefined;
	const kept: Uint8Array[] = [signature];
	let at = signature.length;
	while (at + frameBytes <= bytes.length) {
		const length = uint32(bytes, at);
		const type = letters(bytes, at + 4, 4);
		const end = at + frameBytes + length;
		if (end > bytes.length) return undefined;
		if (drawing.has(type)) kept.push(bytes.subarray(at, end));
		if (type === 'IEND') return joined(kept);
		if (type === 'eXIf') {
			const tiff = orientationOnly(readOrientation(bytes.subarray(at + 8, at + 8 + length)));
			if (tiff) kept.push(chunk('eXIf', tiff));
		}
		at = end;
	}
	return undefined;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
	const body = joined([fromLetters(type), data]);
	return joined([fromUint32(data.length), body, fromUint32(checksum(body))]);
}

/** CRC-32. PNG 3rd edition §5.5. */
function checksum(bytes: Uint8Array): number {
	let sum = 0xffffffff;
	for (const byte of bytes) {
		sum ^= byte;
		for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
	}
	return ~sum >>> 0;
}
