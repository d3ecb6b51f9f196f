import { i18n } from '#i18n';
import { Failure } from '../../failure.ts';
import type { Pixels } from './edits.ts';

/** The pixels of a picture. @throws DOMException when it is none. */
export async function pixelsOf(picture: Blob): Promise<Pixels> {
	const bitmap = await createImageBitmap(picture);
	const { width, height } = bitmap;
	const canvas = document.createElement('canvas');
	canvas.width = width;
	canvas.height = height;
	const context = contextOf(canvas);
	context.drawImage(bitmap, 0, 0);
	bitmap.close();
	return { data: context.getImageData(0, 0, width, height).data as Pixels['data'], width, height };
}

/** Makes a canvas show these pixels and nothing else. */
export function drawPixels(canvas: HTMLCanvasElement, { data, width, height }: Pixels): void {
	canvas.width = width;
	canvas.height = height;
	contextOf(canvas).putImageData(new ImageData(data, width, height), 0, 0);
}

/** What a canvas shows, as a file. @throws Failure when the browser cannot write it. */
export async function canvasFile(canvas: HTMLCanvasElement | null): Promise<File> {
	const { promise, resolve } = Promise.withResolvers<Blob | null>();
	if (canvas) canvas.toBlob(resolve, 'image/png');
	else resolve(null);
	const blob = await promise;
	if (!blob) throw new Failure('pictureNotTaken');
	return new File([blob], `${i18n.t('sources.pictureName')}.png`, { type: 'image/png' });
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
	const context = canvas.getContext('2d');
	if (!context) throw new Failure('pictureNotTaken');
	return context;
}
