import { browser } from 'wxt/browser';
import { Failure } from '../failure.ts';
import type { AccountDatabase } from '../store/database.ts';
import { cleansAddresses } from '../store/settings.ts';
import { isWebAddress, type SharedPage, tidyPage } from './page.ts';
import { type AddressFacts, pageAddress } from './page-address.ts';

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
export async function captureActiveTab(db: AccountDatabase): Promise<SharedPage> {
	const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
	return await capturePage(db, tab ?? {});
}

/**
 * Reads one tab. Where scripts are refused but the address is known (the extension stores), the share
 * goes without the selection.
 * @throws Failure `pageUnreadable`
 */
export async function capturePage(db: AccountDatabase, tab: CapturedTab): Promise<SharedPage> {
	const read = tab.id === undefined ? undefined : await readPage(tab.id);
	const facts = read ?? { url: tab.url ?? '' };
	if (!isWebAddress(facts.url)) throw new Failure('pageUnreadable');
	const url = (await cleansAddresses(db)) ? pageAddress(facts) : facts.url;
	const text = read?.selection;
	return tidyPage({
		kind: text ? 'selection' : 'page',
		title: read?.title || tab.title || '',
		url,
		isCleaned: url !== facts.url,
		...(text && { text }),
	});
}

interface PageFacts extends AddressFacts {
	title: string;
	selection: string;
}

async function readPage(tabId: number): Promise<PageFacts | undefined> {
	try {
		const [injected] = await browser.scripting.executeScript({ target: { tabId }, func: pageFacts });
		return injected?.result as PageFacts | undefined;
	} catch {
		return undefined;
	}
}

/** Runs in the page, alone: nothing of this file is there. */
function pageFacts(): PageFacts {
	const links = document.querySelectorAll<HTMLLinkElement>('head > link[rel~="canonical" i]');
	const [canonicalUrl, ...others] = new Set([...links].map(({ href }) => href.slice(0, 2048)));
	return {
		title: document.title.slice(0, 1000),
		url: location.href,
		loadedUrl: performance.getEntriesByType('navigation')[0]?.name,
		// A page that gives several gives none.
		canonicalUrl: others.length > 0 ? undefined : canonicalUrl,
		selection: (getSelection()?.toString() ?? '').slice(0, 10_000),
	};
}
