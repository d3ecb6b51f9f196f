import { stripJpeg } from './jpeg.ts';
import { stripPng } from './png.ts';
import { stripWebp } from './webp.ts';

const strippers: Record<string, (bytes: Uint8Array) => Uint8Array<ArrayBuffer> | undefined> = {
	'image/jpeg': stripJpeg,
	'image/png': stripPng,
	'image/webp': stripWebp,
};

/** Whether this kind of file tells nothing about where and when it was made once it is stripped. */
export function isStrippable(type: string): boolean {
	return Object.hasOwn(strippers, type);
}

/**
 * A picture without what its camera and its editors wrote into it. Not a pixel of it changes.
 * @returns undefined when it is not what its type says, or of a type that is not known here.
 */
export async function stripMetadata(picture: Blob): Promise<Blob | undefined> {
	const strip = strippers[picture.type];
	const stripped = strip?.(new Uint8Array(await picture.arrayBuffer()));
	return stripped && new Blob([stripped], { type: picture.type });
}
