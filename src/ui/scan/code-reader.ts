import decodeQR from 'qr/decode.js';

/** Reads QR codes out of a video's pictures, one at a time. */
export class CodeReader {
	readonly #canvas = document.createElement('canvas');
	readonly #context = this.#canvas.getContext('2d', { willReadFrequently: true });

	/** The bytes of the code in the picture of the moment, in base64; undefined while none is recognised. */
	read(video: HTMLVideoElement): string | undefined {
		const { videoWidth: width, videoHeight: height } = video;
		if (!this.#context || width === 0 || height === 0) return undefined;
		// Setting the size would throw the canvas away each time.
		if (this.#canvas.width !== width) this.#canvas.width = width;
		if (this.#canvas.height !== height) this.#canvas.height = height;
		this.#context.drawImage(video, 0, 0);
		try {
			const picture = this.#context.getImageData(0, 0, width, height);
			return btoa(decodeQR(picture, { textDecoder: byteText })) || undefined;
		} catch {
			// It throws where there is no code, or none that is whole.
			return undefined;
		}
	}
}

/** One character a byte: the code's bytes are no text. */
function byteText(bytes: Uint8Array): string {
	return String.fromCharCode(...bytes);
}
