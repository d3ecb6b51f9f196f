import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import encodeQR from 'qr';
import { type BrowserName, type Surface, writeVideo } from './driver/index.ts';

const width = 640;
const height = 480;
const border = 4;
const white = 255;

/** A camera of a browser, and what is held before it. */
export class HeldCode {
	/** For `LaunchOptions.camera`. */
	readonly file: string;
	readonly #browserName: BrowserName;
	readonly #dir: string;

	/** Nothing is held before it yet. */
	static async make(browserName: BrowserName): Promise<HeldCode> {
		const held = new HeldCode(browserName, await mkdtemp(join(tmpdir(), 'messa-camera-')));
		await held.takeAway();
		return held;
	}

	private constructor(browserName: BrowserName, dir: string) {
		this.#browserName = browserName;
		this.#dir = dir;
		this.file = join(dir, 'camera.y4m');
	}

	/**
	 * Holds a QR code of these bytes before the camera and opens the page that scans anew. Firefox's own fake
	 * camera shows nothing but its pattern: there the page's video element gets the code's picture in its place.
	 */
	async show(scanner: Surface, bytes: Uint8Array | Uint8ClampedArray): Promise<void> {
		const picture = pictureOf(bytes);
		if (this.#browserName === 'chromium') await this.#see(picture);
		await scanner.evaluate(() => {
			document.body.textContent = '';
			location.reload();
		});
		if (this.#browserName === 'chromium') return;
		await scanner.see('Looking for a code');
		await scanner.evaluate(putIntoVideo, Buffer.from(picture).toString('base64'), width, height);
	}

	/** Nothing is before the camera when it is opened next. */
	async takeAway(): Promise<void> {
		await this.#see(new Uint8Array(width * height).fill(white));
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await rm(this.#dir, { recursive: true, force: true });
	}

	async #see(data: Uint8Array): Promise<void> {
		await writeVideo(this.file, { width, height, data });
	}
}

/** A code in the middle of a white picture, as grey values. */
function pictureOf(bytes: Uint8Array | Uint8ClampedArray): Uint8Array {
	const textEncoder = (): Uint8Array => new Uint8Array(bytes);
	const rows = encodeQR('', 'raw', { encoding: 'byte', ecc: 'low', border, textEncoder });
	const scale = Math.floor(height / rows.length);
	const [left, top] = [width, height].map((side) => (side - scale * rows.length) >> 1) as [number, number];
	const data = new Uint8Array(width * height).fill(white);
	for (let y = 0; y < scale * rows.length; y += 1) {
		for (let x = 0; x < scale * rows.length; x += 1) {
			if (rows[Math.floor(y / scale)]?.[Math.floor(x / scale)]) data[(y + top) * width + x + left] = 0;
		}
	}
	return data;
}

/** Runs in the page. */
function putIntoVideo(grey: string, width: number, height: number): void {
	const canvas = document.createElement('canvas');
	canvas.width = width;
	canvas.height = height;
	const context = canvas.getContext('2d');
	const video = document.querySelector('video');
	if (!context || !video) throw new Error('there is no video');
	const values = Uint8Array.from(atob(grey), (one) => one.charCodeAt(0));
	const picture = context.createImageData(width, height);
	for (const [index, value] of values.entries()) picture.data.set([value, value, value, 255], 4 * index);
	const draw = (): void => context.putImageData(picture, 0, 0);
	draw();
	// A canvas that does not change gives no further picture.
	setInterval(draw, 100);
	video.srcObject = canvas.captureStream();
	void video.play();
}
