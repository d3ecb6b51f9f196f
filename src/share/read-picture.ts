import { fitted } from '../attachment/fitted.ts';
import { namedPicture } from './read-head.ts';

/** The picture of a page, as it is drawn anew in the page. */
export interface ReadPicture {
	/** The address that the page names. */
	url: string;
	/** A JPEG. */
	base64: string;
	/** What it shows, in words. */
	alt: string;
}

/** Longest side of a picture that goes with a share, in pixels. */
export const pictureSide = 800;
/** What is smaller is an icon, or there to count visits. */
const leastSide = 48;

/**
 * Gives the picture that the page names as its own, if the page shows it. Runs in the page, in the extension's own
 * world. It is drawn from what the browser has: nothing is asked of any server, which might learn that the page
 * is shared. The browser lets nobody draw a picture of another site that does not allow it.
 */
export function readPicture(): ReadPicture | undefined {
	const url = namedPicture();
	const image = url === undefined ? undefined : [...document.images].find((one) => shows(one, url));
	const base64 = image && draw(image);
	return base64 && url ? { url, base64, alt: image.alt.slice(0, 500) } : undefined;
}

function shows(image: HTMLImageElement, url: string): boolean {
	const { complete, naturalWidth, naturalHeight, currentSrc, src } = image;
	if (!complete || Math.min(naturalWidth, naturalHeight) < leastSide) return false;
	return [currentSrc, src].some((address) => keyOf(address) === keyOf(url));
}

/** A file of a picture stays the same picture whatever size its address asks for. */
function keyOf(address: string): string {
	if (!URL.canParse(address)) return address;
	const { origin, pathname, search } = new URL(address);
	return origin + pathname + (/\.(jpe?g|png|webp|gif|avif)$/i.test(pathname) ? '' : search);
}

function draw(image: HTMLImageElement): string | undefined {
	const { width, height } = fitted(image.naturalWidth, image.naturalHeight, pictureSide);
	const canvas = document.createElement('canvas');
	Object.assign(canvas, { width, height });
	const context = canvas.getContext('2d');
	if (!context) return undefined;
	context.fillStyle = 'white';
	context.fillRect(0, 0, width, height);
	context.drawImage(image, 0, 0, width, height);
	try {
		return /^data:image\/jpeg;base64,(.+)$/.exec(canvas.toDataURL('image/jpeg', 0.92))?.[1];
	} catch {
		// It is of another site.
		return undefined;
	}
}
