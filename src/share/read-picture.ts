import { fitted } from '../attachment/fitted.ts';
import { namedPicture } from './read-head.ts';

/** The picture of a page, as far as the page can give it. */
export interface ReadPicture {
	/** The address that the page names. */
	url: string;
	/** What it shows, in words. */
	alt: string;
	/** The picture itself, drawn anew as a JPEG. */
	base64?: string;
	/** Where in the view it can be seen, whole and uncovered. */
	place?: Place;
}

/** In CSS pixels, and how wide the view is. */
export interface Place {
	x: number;
	y: number;
	width: number;
	height: number;
	viewWidth: number;
}

/** Longest side of a picture that goes with a share, in pixels. */
export const pictureSide = 800;
/** What is smaller is an icon, or there to count visits. */
const leastSide = 48;
/** Something that lies over the picture is looked for at so many places in each direction. */
const probes = [0.02, 0.2, 0.4, 0.6, 0.8, 0.98];

/**
 * Gives the picture that the page names as its own, if the page shows it. Runs in the page, in the extension's own
 * world. It is drawn from what the browser has: nothing is asked of any server, which might learn that the page
 * is shared. The browser lets nobody draw a picture of another site that does not allow it; of one that can be
 * seen, the place is given instead.
 */
export function readPicture(): ReadPicture | undefined {
	const url = namedPicture();
	const image = url === undefined ? undefined : [...document.images].find((one) => shows(one, url));
	if (!image || url === undefined) return undefined;
	const found = { url, alt: image.alt.slice(0, 500) };
	const base64 = draw(image);
	if (base64) return { ...found, base64 };
	const place = placeOf(image);
	return place && { ...found, place };
}

function shows(image: HTMLImageElement, url: string): boolean {
	const { complete, naturalWidth, naturalHeight, currentSrc, src, srcset } = image;
	if (!complete || Math.min(naturalWidth, naturalHeight) < leastSide) return false;
	const sizes = srcset.split(/\s+/).map((part) => part.replace(/,$/, ''));
	return [currentSrc, src, ...sizes].some((address) => keyOf(address) === keyOf(url));
}

/** A file of a picture stays the same picture whatever size its address asks for. */
function keyOf(address: string): string {
	if (!URL.canParse(address, document.baseURI)) return address;
	const { origin, pathname, search } = new URL(address, document.baseURI);
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

function placeOf(image: HTMLImageElement): Place | undefined {
	const { x, y, width, height, right, bottom } = image.getBoundingClientRect();
	const isInView = x >= 0 && y >= 0 && right <= innerWidth && bottom <= innerHeight;
	if (!isInView || Math.min(width, height) < leastSide || document.hidden) return undefined;
	if (visualViewport && visualViewport.scale !== 1) return undefined;
	const isUncovered = probes.every((down) =>
		probes.every((across) => document.elementFromPoint(x + width * across, y + height * down) === image),
	);
	return isUncovered ? { x, y, width, height, viewWidth: innerWidth } : undefined;
}
