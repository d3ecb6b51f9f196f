import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** A picture as `qr/decode.js` takes it. */
export interface Picture {
	width: number;
	height: number;
	/** Three or four bytes a pixel. */
	data: Uint8Array;
}

/** Reads a PNG as browsers write them: eight bits a channel, not interlaced. PNG specification §9 Filtering. */
export function readPng(png: Uint8Array): Picture {
	const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
	const width = view.getUint32(16);
	const height = view.getUint32(20);
	const channels = png[25] === 6 ? 4 : 3;
	const packed = inflateSync(Buffer.concat(imageData(png, view)));
	const line = width * channels;
	const data = new Uint8Array(line * height);
	for (let y = 0; y < height; y += 1) {
		const filter = packed[y * (line + 1)];
		for (let x = 0; x < line; x += 1) {
			const at = y * line + x;
			const left = x < channels ? 0 : (data[at - channels] ?? 0);
			const up = y === 0 ? 0 : (data[at - line] ?? 0);
			const corner = x < channels || y === 0 ? 0 : (data[at - line - channels] ?? 0);
			const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0;
			data[at] = (packed[y * (line + 1) + 1 + x] ?? 0) + predicted;
		}
	}
	return { width, height, data };
}

function imageData(png: Uint8Array, view: DataView): Uint8Array[] {
	const found: Uint8Array[] = [];
	for (let at = 8; at < png.length; at += 12 + view.getUint32(at)) {
		const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
		if (type === 'IDAT') found.push(png.subarray(at + 8, at + 8 + view.getUint32(at)));
	}
	return found;
}

function paeth(left: number, up: number, corner: number): number {
	const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
	if (a <= b && a <= c) return left;
	return b <= c ? up : corner;
}

type Colour = [red: number, green: number, blue: number];

/** Writes a PNG whose colours are those that `colourAt` gives. */
export function writePng(width: number, height: number, colourAt: (x: number, y: number) => Colour): Buffer {
	const lines = Array.from({ length: height }, (_, y) => [
		0,
		...Array.from({ length: width }, (_, x) => colourAt(x, y)).flat(),
	]);
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	// Eight bits a channel, three channels.
	header.set([8, 2], 8);
	return Buffer.concat([
		Buffer.from('89504e470d0a1a0a', 'hex'),
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(Buffer.from(lines.flat()))),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type), data]);
	const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(data.length);
	sum.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, sum]);
}
