import { browser } from 'wxt/browser';
import { dataBlob, fromBase64, toBase64 } from '../attachment/base64.ts';
import { fitted } from '../attachment/fitted.ts';
import { screenshot } from '../browser/screenshot.ts';
import type { ActedTab } from '../browser/tab-in-front.ts';
import { log } from '../log.ts';
import type { SharedPage } from './page.ts';
import { longest } from './page-preview.ts';
import { plainLine } from './plain-line.ts';
import { type Place, pictureSide, type ReadPicture } from './read-picture.ts';

/** The picture of a shared page, small enough to wait in a draft. */
export interface SharedPicture {
	base64: string;
	type: 'image/jpeg';
	/** In pixels. */
	width: number;
	height: number;
	/** What it shows, in words. */
	alt: string;
}

/** A share waits no longer for its picture. */
const patienceMs = 1500;
const mostBytes = 200_000;
/** What the page's script may give, in letters of base64. */
const mostRead = 4_000_000;
/** From the best to one that is small for sure. */
const qualities = [0.8, 0.6, 0.3];

/** Gives the picture that a page names and shows. None, or one that takes too long, holds up nothing. */
export async function capturePicture(
	{ id, windowId }: ActedTab,
	{ preview }: SharedPage,
): Promise<SharedPicture | undefined> {
	const wanted = preview?.pictureUrl;
	if (id === undefined || wanted === undefined) return undefined;
	const found = capture(id, windowId, wanted).catch((error: unknown) => {
		log.warn('the picture of a page could not be read', error);
		return undefined;
	});
	return await Promise.race([
		found,
		new Promise<undefined>((resolve) => setTimeout(resolve, patienceMs, undefined)),
	]);
}

/** The picture's file. */
export function pictureBlob({ base64, type }: SharedPicture): Blob {
	return new Blob([fromBase64(base64)], { type });
}

async function capture(
	tabId: number,
	windowId: number | undefined,
	wanted: string,
): Promise<SharedPicture | undefined> {
	const found = await read(tabId, wanted);
	if (!found) return undefined;
	const bitmap = found.base64
		? await createImageBitmap(jpegOf(found.base64))
		: await cutOut(tabId, windowId, found);
	const drawn = bitmap && (await redraw(bitmap));
	return drawn && { ...drawn, alt: plainLine(found.alt, longest.title) };
}

async function read(tabId: number, wanted: string): Promise<ReadPicture | undefined> {
	const [frame] = await browser.scripting.executeScript({
		target: { tabId },
		files: ['/read-picture.js'],
		injectImmediately: true,
	});
	const found = frame?.result as ReadPicture | undefined;
	// The tab may have gone on to another page meanwhile.
	return found?.url === wanted && (found.base64?.length ?? 0) <= mostRead ? found : undefined;
}

/** Cuts the picture out of what the tab shows, unless that moved while it was looked at. */
async function cutOut(
	tabId: number,
	windowId: number | undefined,
	{ url, place }: ReadPicture,
): Promise<ImageBitmap | undefined> {
	if (!place || windowId === undefined) return undefined;
	const shot = await screenshot(windowId, { format: 'jpeg', quality: 95 });
	const after = (await read(tabId, url))?.place;
	if (!after || !isSamePlace(place, after)) return undefined;
	const whole = await createImageBitmap(dataBlob(shot));
	const scale = whole.width / place.viewWidth;
	const [x, y, width, height] = [place.x, place.y, place.width, place.height].map((one) =>
		Math.round(one * scale),
	) as [number, number, number, number];
	const part = await createImageBitmap(whole, x, y, width, height);
	whole.close();
	return part;
}

function isSamePlace(one: Place, other: Place): boolean {
	return (Object.keys(one) as (keyof Place)[]).every((key) => one[key] === other[key]);
}

function jpegOf(base64: string): Blob {
	return new Blob([fromBase64(base64)], { type: 'image/jpeg' });
}

/** What leaves is drawn here, whatever came out of the page. */
async function redraw(bitmap: ImageBitmap): Promise<Omit<SharedPicture, 'alt'> | undefined> {
	const { width, height } = fitted(bitmap.width, bitmap.height, pictureSide);
	const canvas = new OffscreenCanvas(width, height);
	canvas.getContext('2d')?.drawImage(bitmap, 0, 0, width, height);
	bitmap.close();
	for (const quality of qualities) {
		const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality });
		if (blob.type !== 'image/jpeg' || blob.size > mostBytes) continue;
		return { base64: toBase64(new Uint8Array(await blob.arrayBuffer())), type: blob.type, width, height };
	}
	return undefined;
}
