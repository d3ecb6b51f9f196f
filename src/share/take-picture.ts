import { browser } from 'wxt/browser';
import { dataBlob } from '../attachment/base64.ts';
import { type Area, screenshot, seesOutOfView } from '../browser/screenshot.ts';
import { Failure } from '../failure.ts';
import { type PageView, readView, scrollDown } from './page-view.ts';

/** How much of a page a picture shows. */
export type Extent = 'visible' | 'whole';

/** A picture as the browser gives it, and whether the end of a long page is missing from it. */
export interface TakenPicture {
	png: Blob;
	isCut: boolean;
}

/** In pixels of the screen: about as much as a canvas takes in every browser. */
const mostPixels = 60_000_000;
const mostHeight = 16_000;
/** Where each screen takes a moment, no more of them than somebody waits for. */
const mostScreens = 12;

/**
 * Takes a picture of a tab.
 * @throws Failure `pictureNotTaken` when another tab lies in front of it, or the browser refuses.
 */
export async function takePicture(tabId: number, extent: Extent): Promise<TakenPicture> {
	try {
		if (extent === 'visible') return { png: await pictureOf(tabId), isCut: false };
		const [read] = await browser.scripting.executeScript({ target: { tabId }, func: readView });
		if (!read?.result) throw new Error('the page could not be measured');
		return await (seesOutOfView ? takeAtOnce(tabId, read.result) : scrollThrough(tabId, read.result));
	} catch (error) {
		throw new Failure('pictureNotTaken', { technical: error instanceof Error ? error.name : typeof error });
	}
}

async function takeAtOnce(tabId: number, { width, height, scale }: PageView): Promise<TakenPicture> {
	const most = Math.floor(Math.min(mostHeight / scale, mostPixels / (width * scale * scale)));
	const area = { x: 0, y: 0, width, height: Math.min(height, most) };
	return { png: await pictureOf(tabId, area), isCut: height > most };
}

/** Puts the page together from one screen after another, and leaves it where it was. */
async function scrollThrough(tabId: number, view: PageView): Promise<TakenPicture> {
	const most = Math.floor(Math.min(mostHeight / view.scale, mostScreens * view.viewHeight));
	const height = Math.min(view.height, most);
	const canvas = new OffscreenCanvas(Math.round(view.width * view.scale), Math.round(height * view.scale));
	const context = canvas.getContext('2d');
	if (!context) throw new Error('there is no canvas');
	try {
		for (let top = 0; top < height; top += view.viewHeight) {
			const reached = await scrollTab(tabId, top);
			const screen = await createImageBitmap(await pictureOf(tabId));
			context.drawImage(screen, 0, Math.round(reached * view.scale));
			screen.close();
		}
	} finally {
		await scrollTab(tabId, null);
	}
	return { png: await canvas.convertToBlob({ type: 'image/png' }), isCut: view.height > most };
}

async function scrollTab(tabId: number, top: number | null): Promise<number> {
	const args: [number | null] = [top];
	const [done] = await browser.scripting.executeScript({ target: { tabId }, func: scrollDown, args });
	return done?.result ?? 0;
}

async function pictureOf(tabId: number, area?: Area): Promise<Blob> {
	const { windowId, active } = await browser.tabs.get(tabId);
	if (!active) throw new Error('another tab is in front');
	return dataBlob(await screenshot(windowId, { format: 'png', ...(area && { rect: area }) }));
}
