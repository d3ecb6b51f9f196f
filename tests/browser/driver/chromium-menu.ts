import type { ClickedOn } from './browser.ts';
import { selectText, toLocator } from './clicked-on.ts';
import { inPage } from './injected.ts';
import { toQuery } from './locator.ts';

/** `contextMenus.OnClickData`, as far as Chromium fills it for a web page. */
export interface MenuClick {
	menuItemId: string;
	editable: boolean;
	frameId: number;
	pageUrl: string;
	selectionText?: string;
	linkUrl?: string;
	mediaType?: string;
	srcUrl?: string;
}

/** What Chromium tells an extension about a click there, and the context that decides which entries it shows. */
export async function clickedOn(
	on: ClickedOn,
): Promise<{ context: string; info: Omit<MenuClick, 'menuItemId'> }> {
	const pageUrl = await on.tab.evaluate(() => location.href);
	const info = { editable: false, frameId: 0, pageUrl };
	if (on.isOnTab) return { context: 'tab', info };
	if (on.selection !== undefined) {
		const selectionText = await selectText(on.tab, on.selection);
		return { context: 'selection', info: { ...info, selectionText } };
	}
	const target = toLocator(on);
	if (target === undefined) return { context: 'page', info };
	await on.tab.see(target);
	const read =
		'(query) => { const [one] = find(query); return { tag: one.localName, linkUrl: one.closest("a[href]")?.href, srcUrl: one.currentSrc }; }';
	const { tag, linkUrl, srcUrl } = (await on.tab.host.evaluate(inPage(read, toQuery(target)))) as {
		tag: string;
		linkUrl?: string;
		srcUrl?: string;
	};
	const link = linkUrl ? { linkUrl } : {};
	const mediaType = on.image === undefined ? tag : 'image';
	if (on.link !== undefined) return { context: 'link', info: { ...info, ...link } };
	return { context: mediaType, info: { ...info, ...link, mediaType, srcUrl: srcUrl ?? '' } };
}

/** Runs in the service worker: gives the click to the extension's listeners, with the tab in front. */
export async function dispatchMenuClick(info: MenuClick): Promise<void> {
	const { chrome } = globalThis as unknown as {
		chrome: {
			tabs: { query(what: object): Promise<unknown[]> };
			contextMenus: { onClicked: { dispatch(info: MenuClick, tab: unknown): void } };
		};
	};
	const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
	chrome.contextMenus.onClicked.dispatch(info, tab);
}
