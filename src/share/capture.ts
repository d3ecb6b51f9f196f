import { browser } from 'wxt/browser';
import { Failure } from '../failure.ts';
import { isWebAddress, type SharedPage, tidyPage } from './page.ts';

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
export async function captureActiveTab(): Promise<SharedPage> {
	const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
	return await capturePage(tab ?? {});
}

/**
 * Reads one tab. Where scripts are refused but the address is known (the extension stores), the share
 * goes without the selection.
 * @throws Failure `pageUnreadable`
 */
export async function capturePage(tab: CapturedTab): Promise<SharedPage> {
	const read = tab.id === undefined ? undefined : await readPage(tab.id);
	const url = read?.url ?? tab.url ?? '';
	if (!isWebAddress(url)) throw new Failure('pageUnreadable');
	const text = read?.selection;
	return tidyPage({
		kind: text ? 'selection' : 'page',
		title: read?.title || tab.title || '',
		url,
		...(text && { text }),
	});
}

interface PageText {
	title: string;
	url: string;
	selection: string;
}

async function readPage(tabId: number): Promise<PageText | undefined> {
	try {
		const [injected] = await browser.scripting.executeScript({ target: { tabId }, func: pageText });
		return injected?.result as PageText | undefined;
	} catch {
		return undefined;
	}
}

/** Runs in the page, alone: nothing of this file is there. */
function pageText(): PageText {
	return {
		title: document.title.slice(0, 1000),
		url: location.href,
		selection: (getSelection()?.toString() ?? '').slice(0, 10_000),
	};
}
