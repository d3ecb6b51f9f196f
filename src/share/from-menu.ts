import { cleanAddress } from './clean-address.ts';
import { type SharedPage, tidyPage } from './page.ts';
import { pageAddress } from './page-address.ts';

/** What the browser says of a right-click (`menus.OnClickData`). */
export interface MenuClick {
	mediaType?: string | undefined;
	srcUrl?: string | undefined;
	linkUrl?: string | undefined;
	linkText?: string | undefined;
	selectionText?: string | undefined;
	pageUrl?: string | undefined;
	frameId?: number | undefined;
}

/**
 * What a right-click means to share: a selection, else an image, else a link, else the page itself.
 * @param isClean leaves what tracks people out of the address.
 */
export function pageFromMenu(
	click: MenuClick,
	tab: { title?: string | undefined; url?: string | undefined },
	isClean: boolean,
): SharedPage {
	const page = clickedPage(click, tab);
	const isOnPage = page.kind === 'page' || page.kind === 'selection';
	const cleaned = isOnPage ? pageAddress({ url: page.url }) : cleanAddress(page.url);
	const url = isClean ? cleaned : page.url;
	return tidyPage({ ...page, url, isCleaned: url !== page.url });
}

function clickedPage(
	click: MenuClick,
	tab: { title?: string | undefined; url?: string | undefined },
): SharedPage {
	const url = click.pageUrl ?? tab.url ?? '';
	const title = tab.title ?? '';
	if (click.selectionText) return { kind: 'selection', title, url, text: click.selectionText };
	if (click.mediaType === 'image' && click.srcUrl && !click.srcUrl.startsWith('data:')) {
		return { kind: 'image', title: fileName(click.srcUrl), url: click.srcUrl };
	}
	if (click.linkUrl) return { kind: 'link', title: click.linkText ?? '', url: click.linkUrl };
	return { kind: 'page', title, url };
}

function fileName(url: string): string {
	const name = URL.canParse(url) ? (new URL(url).pathname.split('/').at(-1) ?? '') : '';
	try {
		return decodeURIComponent(name);
	} catch {
		return name;
	}
}
