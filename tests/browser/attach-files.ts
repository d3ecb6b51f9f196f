import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Surface } from './driver/index.ts';

/** Files on this machine's disk that a person has. */
export class OwnFiles {
	readonly dir: string;

	static async make(): Promise<OwnFiles> {
		return new OwnFiles(await mkdtemp(join(tmpdir(), 'messa-files-')));
	}

	private constructor(dir: string) {
		this.dir = dir;
	}

	/** @returns its path. */
	async write(name: string, bytes: Uint8Array): Promise<string> {
		const path = join(this.dir, name);
		await writeFile(path, bytes);
		return path;
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await rm(this.dir, { recursive: true, force: true });
	}
}

/** A picture as the browser itself writes it: bands of colour, which no compression makes small. */
export async function drawPicture(
	page: Surface,
	type: 'image/png' | 'image/jpeg',
	width: number,
	height: number,
): Promise<Buffer> {
	const base64 = await page.evaluate(
		(mimeType, w, h) => {
			const canvas = document.createElement('canvas');
			canvas.width = w;
			canvas.height = h;
			const context = canvas.getContext('2d');
			if (!context) throw new Error('no canvas');
			for (let x = 0; x < w; x += 1) {
				for (let y = 0; y < h; y += 8) {
					context.fillStyle = `hsl(${(x * 7 + y * 13) % 360} 80% ${30 + ((x * y) % 50)}%)`;
					context.fillRect(x, y, 1, 8);
				}
			}
			return canvas.toDataURL(mimeType).split(',')[1] ?? '';
		},
		type,
		width,
		height,
	);
	return Buffer.from(base64, 'base64');
}

/** A JPEG with words of its camera in it: in Exif (which also turns it), in XMP, in a comment and behind the picture. */
export function withWords(jpeg: Buffer, words: string, orientation: number): Buffer {
	const segment = (marker: number, body: Buffer): Buffer => {
		const head = Buffer.from([0xff, marker, 0, 0]);
		head.writeUInt16BE(body.length + 2, 2);
		return Buffer.concat([head, body]);
	};
	const tiff = Buffer.from('4d4d002a0000000800010112000300000001000000000000', 'hex');
	tiff.writeUInt16BE(orientation, 18);
	const ended = Buffer.concat([tiff, Buffer.alloc(2), Buffer.from(words)]);
	return Buffer.concat([
		jpeg.subarray(0, 2),
		segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), ended])),
		segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${words}`)),
		segment(0xfe, Buffer.from(words)),
		jpeg.subarray(2),
		Buffer.from(words),
	]);
}

/** A video as the browser itself records it: a second of a square that moves. */
export async function recordVideo(page: Surface, width: number, height: number): Promise<Buffer> {
	// In a tab behind others time goes by seconds.
	await page.host.show();
	const base64 = await page.evaluate(
		async (w, h) => {
			const canvas = document.createElement('canvas');
			canvas.width = w;
			canvas.height = h;
			const context = canvas.getContext('2d');
			if (!context) throw new Error('no canvas');
			const recorder = new MediaRecorder(canvas.captureStream(), { mimeType: 'video/webm' });
			const pieces: Blob[] = [];
			recorder.ondataavailable = ({ data }) => pieces.push(data);
			const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve, { once: true }));
			recorder.start();
			for (let frame = 0; frame < 20; frame += 1) {
				context.fillStyle = '#36c';
				context.fillRect(0, 0, w, h);
				context.fillStyle = '#fc0';
				context.fillRect(frame * 8, h / 3, h / 3, h / 3);
				await new Promise((resolve) => setTimeout(resolve, 50));
			}
			recorder.stop();
			await stopped;
			const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer());
			let binary = '';
			for (const byte of bytes) binary += String.fromCharCode(byte);
			return btoa(binary);
		},
		width,
		height,
	);
	return Buffer.from(base64, 'base64');
}

/** A sound as old as the hills: a tone in a WAV file of 8,000 samples a second, a byte each. */
export function makeSound(seconds: number): Buffer {
	const rate = 8000;
	const samples = Buffer.from(
		Array.from({ length: rate * seconds }, (_, index) => 128 + Math.round(60 * Math.sin(index / 3))),
	);
	const head = Buffer.alloc(44);
	head.write('RIFF', 0, 'latin1');
	head.writeUInt32LE(36 + samples.length, 4);
	head.write('WAVEfmt ', 8, 'latin1');
	head.writeUInt32LE(16, 16);
	// PCM, one channel.
	head.writeUInt16LE(1, 20);
	head.writeUInt16LE(1, 22);
	head.writeUInt32LE(rate, 24);
	head.writeUInt32LE(rate, 28);
	head.writeUInt16LE(1, 32);
	head.writeUInt16LE(8, 34);
	head.write('data', 36, 'latin1');
	head.writeUInt32LE(samples.length, 40);
	return Buffer.concat([head, samples]);
}
