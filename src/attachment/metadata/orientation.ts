/** The Exif tag for which way up a picture is. Exif 2.32 §4.6.4, tag 0x0112. */
const orientationTag = 0x0112;
const shortType = 3;
const entryBytes = 12;
const upright = 1;

/**
 * Reads which way up a picture is, 1 to 8, from its Exif block (a TIFF structure, without the `Exif\0\0` before
 * it); 1 when nothing says so.
 */
export function readOrientation(tiff: Uint8Array): number {
	const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
	try {
		const isLittle = view.getUint16(0) === 0x4949;
		const first = view.getUint32(4, isLittle);
		const count = view.getUint16(first, isLittle);
		for (let index = 0; index < count; index += 1) {
			const at = first + 2 + index * entryBytes;
			if (view.getUint16(at, isLittle) !== orientationTag) continue;
			const value = view.getUint16(at + 8, isLittle);
			return value >= 1 && value <= 8 ? value : upright;
		}
	} catch {
		// It ends before it says so.
	}
	return upright;
}

/** An Exif block that says nothing but which way up the picture is; undefined when that goes without saying. */
export function orientationOnly(orientation: number): Uint8Array<ArrayBuffer> | undefined {
	if (orientation === upright) return undefined;
	const tiff = new Uint8Array(26);
	const view = new DataView(tiff.buffer);
	view.setUint32(0, 0x4d4d002a);
	view.setUint32(4, 8);
	view.setUint16(8, 1);
	view.setUint16(10, orientationTag);
	view.setUint16(12, shortType);
	view.setUint32(14, 1);
	view.setUint16(18, orientation);
	return tiff;
}
