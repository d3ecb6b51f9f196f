import { describe, expect, it } from 'vitest';
import { fromLetters, fromUint32, joined } from './bytes.ts';
import { orientationOnly, readOrientation } from './orientation.ts';
import { isStrippable, stripMetadata } from './strip.ts';

const secret = 'at 52.5200 N 13.4050 E';
const picture = 'the picture itself';

function jpegSegment(marker: number, data: string | Uint8Array): Uint8Array {
	const body = typeof data === 'string' ? fromLetters(data) : data;
	const length = body.length + 2;
	return joined([new Uint8Array([0xff, marker, length >> 8, length & 0xff]), body]);
}

/** An Exif block that also says where the picture was taken, little-endian if asked. */
function exif(orientation: number): Uint8Array {
	return joined([orientationOnly(orientation) ?? new Uint8Array(0), fromLetters(secret)]);
}

function jpeg(orientation: number): Uint8Array<ArrayBuffer> {
	const data = joined([fromLetters(picture), new Uint8Array([0xff, 0x00, 0xff, 0xd3, 7])]);
	return joined([
		new Uint8Array([0xff, 0xd8]),
		jpegSegment(0xe0, `JFIF\0${'\x01'.repeat(9)}`),
		jpegSegment(0xe1, joined([fromLetters('Exif\0\0'), exif(orientation)])),
		jpegSegment(0xe1, `http://ns.adobe.com/xap/1.0/\0${secret}`),
		jpegSegment(0xe2, 'ICC_PROFILE\0colours'),
		jpegSegment(0xe2, `MPF\0${secret}`),
		jpegSegment(0xed, `Photoshop 3.0\0${secret}`),
		jpegSegment(0xfe, secret),
		jpegSegment(0xdb, 'tables'),
		jpegSegment(0xda, 'scan 1'),
		data,
		jpegSegment(0xc4, 'more tables'),
		jpegSegment(0xda, 'scan 2'),
		data,
		new Uint8Array([0xff, 0xd9]),
		fromLetters(secret),
	]);
}

function pngChunk(type: string, data: string | Uint8Array): Uint8Array {
	const body = typeof data === 'string' ? fromLetters(data) : data;
	return joined([fromUint32(body.length), fromLetters(type), body, new Uint8Array(4)]);
}

function png(): Uint8Array<ArrayBuffer> {
	return joined([
		new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		pngChunk('IHDR', 'head'),
		pngChunk('eXIf', exif(3)),
		pngChunk('iTXt', secret),
		pngChunk('tIME', secret),
		pngChunk('prVt', secret),
		pngChunk('acTL', 'animation'),
		pngChunk('IDAT', picture),
		pngChunk('IEND', ''),
		fromLetters(secret),
	]);
}

function webp(): Uint8Array<ArrayBuffer> {
	const little = (value: number): Uint8Array => fromUint32(value).reverse();
	const chunk = (type: string, data: Uint8Array): Uint8Array =>
		joined([fromLetters(type), little(data.length), data, new Uint8Array(data.length % 2)]);
	const body = joined([
		fromLetters('WEBP'),
		chunk('VP8X', new Uint8Array([0x2c, 0, 0, 0, 1, 0, 0, 1, 0, 0])),
		chunk('ICCP', fromLetters('colours')),
		chunk('VP8 ', fromLetters(`${picture}.`)),
		chunk('EXIF', exif(8)),
		chunk('XMP ', fromLetters(secret)),
		chunk('MINE', fromLetters(secret)),
	]);
	return joined([fromLetters('RIFF'), little(body.length), body, fromLetters(secret)]);
}

async function stripped(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<string> {
	const blob = await stripMetadata(new Blob([bytes], { type }));
	if (!blob) throw new Error('nothing is left');
	expect(blob.type).toBe(type);
	return Buffer.from(await blob.arrayBuffer()).toString('latin1');
}

describe('a picture that is stripped', () => {
	it('has lost where it was taken, and what stands behind it', async () => {
		for (const [bytes, type] of [
			[jpeg(1), 'image/jpeg'],
			[png(), 'image/png'],
			[webp(), 'image/webp'],
		] as const) {
			const left = await stripped(bytes, type);
			expect(left).not.toContain('52.5200');
			expect(left).toContain(picture);
		}
	});

	it('has kept its colours, its tables and all its scans as they were', async () => {
		const left = await stripped(jpeg(1), 'image/jpeg');
		for (const kept of ['JFIF', 'ICC_PROFILE', 'tables', 'scan 1', 'more tables', 'scan 2']) {
			expect(left).toContain(kept);
		}
		expect(left).not.toContain('Exif');
		expect(left.split('\xff\x00\xff\xd3\x07')).toHaveLength(3);
		expect(left.endsWith('\xff\xd9')).toBe(true);
		expect(await stripped(png(), 'image/png')).toContain('acTL');
		expect(await stripped(webp(), 'image/webp')).toContain('ICCP');
	});

	it('still says which way up it is', async () => {
		const said = (left: string, after: string): number =>
			readOrientation(fromLetters(left.slice(left.indexOf(after) + after.length)));
		expect(said(await stripped(jpeg(6), 'image/jpeg'), 'Exif\0\0')).toBe(6);
		expect(said(await stripped(png(), 'image/png'), 'eXIf')).toBe(3);
		const left = await stripped(webp(), 'image/webp');
		expect(said(left, 'EXIF\x1a\0\0\0')).toBe(8);
		// The header tells of Exif and colours, and no longer of XMP.
		expect(left.charCodeAt(left.indexOf('VP8X') + 8)).toBe(0x28);
		expect(left.charCodeAt(4)).toBe(left.length - 8);
	});

	it('that was stripped before stays as it is', async () => {
		for (const [bytes, type] of [
			[jpeg(6), 'image/jpeg'],
			[png(), 'image/png'],
			[webp(), 'image/webp'],
		] as const) {
			const once = await stripped(bytes, type);
			expect(await stripped(fromLetters(once), type)).toBe(once);
		}
	});
});

describe('what is not a picture of its type', () => {
	it('is not passed off as stripped, wherever it ends', async () => {
		for (const [bytes, type] of [
			[jpeg(6).subarray(0, -(secret.length + 2)), 'image/jpeg'],
			[png().subarray(0, -(secret.length + 6)), 'image/png'],
		] as const) {
			for (let length = 0; length < bytes.length; length += 1) {
				expect(await stripMetadata(new Blob([bytes.subarray(0, length)], { type }))).toBeUndefined();
			}
		}
		expect(await stripMetadata(new Blob([png()], { type: 'image/webp' }))).toBeUndefined();
		expect(await stripMetadata(new Blob([png()], { type: 'image/heic' }))).toBeUndefined();
		expect([isStrippable('image/jpeg'), isStrippable('toString')]).toEqual([true, false]);
	});
});

describe('an orientation', () => {
	it('is read in both byte orders, and is upright where there is none', () => {
		const little = new Uint8Array([
			0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 5, 0, 0, 0,
		]);
		expect(readOrientation(little)).toBe(5);
		expect(readOrientation(little.subarray(0, 12))).toBe(1);
		expect(readOrientation(new Uint8Array(0))).toBe(1);
		expect(orientationOnly(1)).toBeUndefined();
	});
});
