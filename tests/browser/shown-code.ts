import decodeQR from 'qr/decode.js';
import { type Surface, until } from './driver/index.ts';
import { readPng } from './png.ts';

export const code = { role: 'img', name: 'Code to be scanned by the other side' };

/** Reads the QR code off the window's picture, as another device's camera does. @returns its bytes. */
export async function scanWindow(window: Surface): Promise<Uint8ClampedArray> {
	await window.see(code);
	return until('a code that can be read off the screen', async () => {
		const picture = readPng(await window.host.picture());
		let text = '';
		try {
			text = decodeQR(picture, { textDecoder: (bytes) => String.fromCharCode(...bytes) });
		} catch {
			return undefined;
		}
		return Uint8ClampedArray.from(text, (one) => one.charCodeAt(0));
	});
}
