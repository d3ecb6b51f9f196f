import { browser } from 'wxt/browser';
import { Failure } from '../failure.ts';
import type { AccountDatabase } from '../store/database.ts';
import { cleansAddresses } from '../store/settings.ts';
import { cleanAddress } from './clean-address.ts';
import { isWebAddress, longestUrl, type ShareDraft, type SharedPage, tidyPage } from './page.ts';
import { pageAddress } from './page-address.ts';
import { mapLinks } from './quote.ts';
import type { PageFacts } from './read-page.ts';
import type { ReadSelection } from './read-selection.ts';

/** As much of a tab as sharing needs; `url` and `title` are there once the person acted on it (`activeTab`). */
export interface CapturedTab {
	id?: number | undefined;
	url?: string | undefined;
	title?: string | undefined;
}

/**
 * Reads the page in the current tab of the window in front: title, address and selection.
 * @throws Failure `pageUnreadable` for the browser's own pages and the like.
 */
export async function captureActiveTab(db: AccountDatabase): Promise<ShareDraft> {
	const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
	const page = await capturePage(db, tab ?? {});
	return { page, ...(tab?.id !== undefined && { tabId: tab.id }) };
}

/**
 * Reads one tab. Where scripts are refused but the address is known (the extension stores), the share
 * goes without the selection.
 * @param only `page` leaves aside what is selected; else the frame that the person clicked in comes first.
 * @throws Failure `pageUnreadable`
 */
export async function capturePage(
	db: AccountDatabase,
	tab: CapturedTab,
	only: 'page' | { frameId: number } = { frameId: 0 },
): Promise<SharedPage> {
	const frames = tab.id === undefined ? [] : await readFrames(tab.id);
	const read = frames.find((frame) => frame.frameId === 0)?.facts;
	const facts = read ?? { url: tab.url ?? '' };
	if (!isWebAddress(facts.url)) throw new Failure('pageUnreadable');
	const isClean = await cleansAddresses(db);
	const clean = isClean ? cleanAddress : (address: string) => address;
	const url = isClean ? pageAddress(facts) : facts.url;
	const selection = only === 'page' ? undefined : selectionOf(frames, only.frameId);
	return tidyPage({
		kind: selection ? 'selection' : 'page',
		title: read?.title || tab.title || '',
		url: withFragment(url, selection?.fragment),
		isCleaned: url !== facts.url,
		...(selection && { text: selection.text }),
		...(selection?.html && { html: mapLinks(selection.html, clean) }),
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
