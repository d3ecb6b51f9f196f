import { fromLetters, joined, letters } from './bytes.ts';
import { orientationOnly, readOrientation } from './orientation.ts';

const headBytes = 12;
const chunkHeadBytes = 8;
/** Bits of the extended header. RFC 9649 §2.7. */
const exifFlag = 0x08;
const xmpFlag = 0x04;
const drawing = new Set(['VP8 ', 'VP8L', 'VP8X', 'ANIM', 'ANMF', 'ALPH', 'ICCP']);
const exifName = 'Exif\0\0';

/**
 * A WebP with what draws it and no more: Exif, XMP and whatever else stands in it or behind it go; which way up it
 * is stays.
 * @returns undefined when it is not what a WebP looks like.
 */
export function stripWebp(bytes: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
	if (letters(bytes, 0, 4) !== 'RIFF' || letters(bytes, 8, 4) !== 'WEBP') return undefined;
	const whole = Math.min(bytes.length, 8 + size(bytes, 4));
	const kept: Uint8Array<ArrayBuffer>[] = [];
	let exif: Uint8Array | undefined;
	for (let at = headBytes; at + chunkHeadBytes <= whole; ) {
		const type = letters(bytes, at, 4);
		const length = size(bytes, at + 4);
		const data = bytes.subarray(at + chunkHeadBytes, at + chunkHeadBytes + length);
		if (data.length < length) return undefined;
		if (type === 'EXIF') exif = orientationOnly(readOrientation(withoutName(data)));
		if (drawing.has(type)) kept.push(chunk(type, data));
		at += chunkHeadBytes + length + (length % 2);
	}
	const extended = kept.find((one) => letters(one, 0, 4) === 'VP8X');
	if (extended) {
		const flags = (extended[chunkHeadBytes] ?? 0) & ~(exifFlag | xmpFlag);
		extended[chunkHeadBytes] = exif ? flags | exifFlag : flags;
	}
	if (exif && extended) kept.push(chunk('EXIF', exif));
	if (kept.length === 0) return undefined;
	const body = joined([fromLetters('WEBP'), ...kept]);
	return joined([fromLetters('RIFF'), sizeBytes(body.length), body]);
}

function chunk(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
	const padding = new Uint8Array(data.length % 2);
	return joined([fromLetters(type), sizeBytes(data.length), data, padding]);
}

/** Some writers put the name before the block that JPEG has there. */
function withoutName(data: Uint8Array): Uint8Array {
	return letters(data, 0, exifName.length) === exifName ? data.subarray(exifName.length) : data;
}

function size(bytes: Uint8Array, at: number): number {
	return new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, true);
}

function sizeBytes(value: number): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(4);
	new DataView(bytes.buffer).setUint32(0, value, true);
	return bytes;
}
