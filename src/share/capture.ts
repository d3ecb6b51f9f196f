import { browser } from 'wxt/browser';
import { type ActedTab, tabInFront } from '../browser/tab-in-front.ts';
import { Failure } from '../failure.ts';
import type { AccountDatabase } from '../store/database.ts';
import { cleansAddresses } from '../store/settings.ts';
import { cleanAddress } from './clean-address.ts';
import { headPreview } from './head-preview.ts';
import {
	isWebAddress,
	longestUrl,
	type ReadLimit,
	type ShareDraft,
	type SharedPage,
	tidyPage,
} from './page.ts';
import { pageAddress } from './page-address.ts';
import { capturePicture, type SharedPicture } from './picture.ts';
import { mapLinks } from './quote.ts';
import type { PageFacts } from './read-page.ts';
import type { ReadSelection } from './read-selection.ts';
import { shownPage } from './shown-page.ts';

/** A page that is to be shared; the picture of its preview may come a little later. */
export type Capture = Omit<ShareDraft, 'picture'> & { picture: Promise<SharedPicture | undefined> };

/**
 * Reads the page in the current tab of the window in front: title, address and selection.
 * @throws Failure `pageUnreadable` for the browser's own pages and the like, `pageIsFile` for a file of this disk.
 */
export async function captureActiveTab(db: AccountDatabase): Promise<Capture> {
	const tab = await tabInFront();
	const page = await capturePage(db, tab);
	return { page, picture: capturePicture(tab, page), ...(tab.id !== undefined && { tabId: tab.id }) };
}

/**
 * Reads one tab. Where scripts are refused but the address is known (the extension stores), the share
 * goes without the selection, and says so.
 * @param only `page` leaves aside what is selected; else the frame that the person clicked in comes first.
 * @throws Failure `pageUnreadable`, `pageIsFile`
 */
export async function capturePage(
	db: AccountDatabase,
	tab: ActedTab,
	only: 'page' | { frameId: number } = { frameId: 0 },
): Promise<SharedPage> {
	const frames = tab.id === undefined ? [] : await readFrames(tab.id);
	const read = frames.find((frame) => frame.frameId === 0)?.facts;
	const facts: PageFacts & { limit?: ReadLimit } = read
		? { ...read, ...(read.isPdf && { limit: 'pdf' as const }) }
		: { title: '', ...shownPage(tab.url ?? '') };
	facts.title ||= tab.title ?? '';
	if (/^file:/i.test(facts.url)) throw new Failure('pageIsFile');
	if (!isWebAddress(facts.url)) throw new Failure('pageUnreadable');
	const isClean = await cleansAddresses(db);
	const clean = isClean ? cleanAddress : (address: string) => address;
	const url = isClean ? pageAddress(facts) : facts.url;
	const selection = only === 'page' ? undefined : selectionOf(frames, only.frameId);
	return tidyPage({
		kind: selection ? 'selection' : 'page',
		title: facts.title,
		url: withFragment(url, selection?.fragment),
		isCleaned: url !== facts.url,
		...(selection && { text: selection.text }),
		...(selection?.html && { html: mapLinks(selection.html, clean) }),
		preview: headPreview(facts),
		...(facts.limit && { limit: facts.limit }),
	});
}

interface Frame {
	frameId: number;
	facts: PageFacts;
}

async function readFrames(tabId: number): Promise<Frame[]> {
	try {
		const frames = await browser.scripting.executeScript({
			target: { tabId, allFrames: true },
			files: ['/read-page.js'],
			injectImmediately: true,
		});
		return frames.flatMap(({ frameId, result }) =>
			result ? [{ frameId, facts: result as unknown as PageFacts }] : [],
		);
	} catch {
		return [];
	}
}

/** Where the person clicked, else in the page itself, else in any frame of it. */
function selectionOf(frames: readonly Frame[], frameId: number): ReadSelection | undefined {
	const ranked = [frameId, 0, ...frames.map((frame) => frame.frameId)];
	return ranked
		.map((wanted) => frames.find((frame) => frame.frameId === wanted)?.facts.selection)
		.find((selection) => selection !== undefined);
}

function withFragment(url: string, fragment: string | undefined): string {
	if (!fragment) return url;
	const address = url + (url.includes('#') ? '' : '#') + fragment;
	return address.length <= longestUrl ? address : url;
}
