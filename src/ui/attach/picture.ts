import { encode } from 'blurhash';
import { fitted } from '../../attachment/fitted.ts';

/** What stands in a message for a picture that is not fetched yet. */
export interface Thumbnail {
	blob: Blob;
	width: number;
	height: number;
}

/** What a message tells of a picture. */
export interface PictureFacts {
	width: number;
	height: number;
	blurhash: string;
	thumbnail?: Thumbnail;
}

const thumbnailSide = 800;
/** A picture that is no larger is its own thumbnail. */
const smallBytes = 100_000;
const blurSide = 32;
const quality = 0.8;

/**
 * Measures a picture as it is shown, and draws its thumbnail and its blur.
 * @throws DOMException when the browser cannot show it.
 */
export async function pictureFacts(picture: Blob): Promise<PictureFacts> {
	const bitmap = await createImageBitmap(picture);
	try {
		const { width, height } = bitmap;
		const isSmall = Math.max(width, height) <= thumbnailSide && picture.size <= smallBytes;
		const thumbnail = isSmall ? undefined : await drawThumbnail(bitmap, picture.type);
		return {
			width,
			height,
			blurhash: blurOf(bitmap, width, height),
			...(thumbnail && thumbnail.blob.size < picture.size && { thumbnail }),
		};
	} finally {
		bitmap.close();
	}
}

/** A frame of a video as its thumbnail. */
export async function frameFacts(video: HTMLVideoElement): Promise<PictureFacts> {
	const { videoWidth: width, videoHeight: height } = video;
	const thumbnail = await drawThumbnail(video, 'image/jpeg', width, height);
	return { width, height, blurhash: blurOf(video, width, height), ...(thumbnail && { thumbnail }) };
}

/** The same picture, drawn anew: nothing is left of what was written into its file. */
export async function redraw(picture: Blob): Promise<Blob | undefined> {
	const bitmap = await createImageBitmap(picture).catch(() => undefined);
	if (!bitmap) return undefined;
	const canvas = draw(bitmap, bitmap.width, bitmap.height);
	bitmap.close();
	return await toBlob(canvas, picture.type, 0.92);
}

async function drawThumbnail(
	source: ImageBitmap | HTMLVideoElement,
	type: string,
	width = source.width,
	height = source.height,
): Promise<Thumbnail | undefined> {
	const size = fitted(width, height, thumbnailSide);
	// Only a JPEG can have nothing see-through.
	const drawnType = type === 'image/jpeg' ? type : 'image/webp';
	const blob = await toBlob(draw(source, size.width, size.height), drawnType, quality);
	return blob && { blob, ...size };
}

function blurOf(source: CanvasImageSource, width: number, height: number): string {
	const size = fitted(width, height, blurSide);
	const { data } = contextOf(draw(source, size.width, size.height)).getImageData(
		0,
		0,
		size.width,
		size.height,
	);
	return encode(data, size.width, size.height, 4, 3);
}

function draw(source: CanvasImageSource, width: number, height: number): HTMLCanvasElement {
	const canvas = document.createElement('canvas');
	canvas.width = width;
	canvas.height = height;
	contextOf(canvas).drawImage(source, 0, 0, width, height);
	return canvas;
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
	const context = canvas.getContext('2d');
	if (!context) throw new DOMException('there is no canvas', 'InvalidStateError');
	return context;
}

async function toBlob(canvas: HTMLCanvasElement, type: string, quality: number): Promise<Blob | undefined> {
	const { promise, resolve } = Promise.withResolvers<Blob | null>();
	canvas.toBlob(resolve, type, quality);
	return (await promise) ?? undefined;
}
