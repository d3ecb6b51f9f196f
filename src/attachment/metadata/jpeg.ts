import { fromLetters, joined, letters } from './bytes.ts';
import { orientationOnly, readOrientation } from './orientation.ts';

const startOfImage = 0xd8;
const endOfImage = 0xd9;
const startOfScan = 0xda;
const comment = 0xfe;
const exifName = 'Exif\0\0';
const colourName = 'ICC_PROFILE\0';

/**
 * A JPEG with what draws it and no more: Exif, XMP, IPTC, comments, previews and whatever stands behind the
 * picture go. Its colours and which way up it is stay. ITU T.81 Annex B.
 * @returns undefined when it is not what a JPEG looks like.
 */
export function stripJpeg(bytes: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
	if (bytes[0] !== 0xff || bytes[1] !== startOfImage) return undefined;
	const kept: Uint8Array[] = [];
	let orientation = 1;
	let at = 2;
	while (at + 1 < bytes.length) {
		if (bytes[at] !== 0xff) return undefined;
		const marker = bytes[at + 1] ?? 0;
		// Any number of these may stand before a marker.
		if (marker === 0xff) {
			at += 1;
			continue;
		}
		if (marker === endOfImage) return withOrientation(kept, orientation);
		const end = at + 2 + ((bytes[at + 2] ?? 0) << 8) + (bytes[at + 3] ?? 0);
		if (end > bytes.length || end < at + 4) return undefined;
		const segment = bytes.subarray(at, end);
		if (letters(segment, 4, exifName.length) === exifName) {
			orientation = readOrientation(segment.subarray(4 + exifName.length));
		}
		if (draws(marker, segment)) kept.push(segment);
		at = end;
		if (marker !== startOfScan) continue;
		const next = endOfScan(bytes, at);
		kept.push(bytes.subarray(at, next));
		at = next;
	}
	return undefined;
}

/** Whether the picture would look different without it. */
function draws(marker: number, segment: Uint8Array): boolean {
	if (marker === comment) return false;
	const isApplications = marker >= 0xe0 && marker <= 0xef;
	if (!isApplications) return true;
	if (marker === 0xe0) return letters(segment, 4, 5) === 'JFIF\0';
	if (marker === 0xe2) return letters(segment, 4, colourName.length) === colourName;
	return marker === 0xee && letters(segment, 4, 5) === 'Adobe';
}

/** Where the compressed data ends: at the next marker that is no restart, since a data byte of 0xFF is followed by 0. */
function endOfScan(bytes: Uint8Array, from: number): number {
	for (let at = from; at + 1 < bytes.length; at += 1) {
		const next = bytes[at + 1] ?? 0;
		if (bytes[at] === 0xff && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
	}
	return bytes.length;
}

function withOrientation(kept: Uint8Array[], orientation: number): Uint8Array<ArrayBuffer> {
	const tiff = orientationOnly(orientation);
	const exif = tiff && joined([fromLetters(exifName), tiff]);
	const length = (exif?.length ?? 0) + 2;
	return joined([
		new Uint8Array([0xff, startOfImage]),
		...(exif ? [new Uint8Array([0xff, 0xe1, length >> 8, length & 0xff]), exif] : []),
		...kept,
		new Uint8Array([0xff, endOfImage]),
	]);
}
