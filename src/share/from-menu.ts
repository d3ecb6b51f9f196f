import { cleanAddress } from './clean-address.ts';
import { type SharedPage, tidyPage } from './page.ts';
import { pageAddress } from './page-address.ts';

const mediaKinds = ['image', 'video', 'audio'] as const;

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
 * What a right-click means to share: a selection, else a picture, video or sound, else a link, else the page itself.
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
	const foundOn = page.foundOn && {
		...page.foundOn,
		url: isClean ? pageAddress(page.foundOn) : page.foundOn.url,
	};
	return tidyPage({ ...page, url, isCleaned: url !== page.url, ...(foundOn && { foundOn }) });
}

function clickedPage(
	click: MenuClick,
	tab: { title?: string | undefined; url?: string | undefined },
): SharedPage {
	const url = click.pageUrl ?? tab.url ?? '';
	const title = tab.title ?? '';
	if (click.selectionText) return { kind: 'selection', title, url, text: click.selectionText };
	const kind = mediaKinds.find((one) => one === click.mediaType);
	if (kind && click.srcUrl && hasAddress(click.srcUrl)) {
		const media = { kind, title: fileName(click.srcUrl), url: click.srcUrl };
		return kind === 'image' ? media : { ...media, foundOn: { title, url } };
	}
	if (click.linkUrl) return { kind: 'link', title: click.linkText ?? '', url: click.linkUrl };
	return { kind: 'page', title, url };
}

/** What a page made itself has an address that leads nowhere else. */
function hasAddress(url: string): boolean {
	return !/^(data|blob|mediasource):/i.test(url);
}

function fileName(url: string): string {
	const name = URL.canParse(url) ? (new URL(url).pathname.split('/').at(-1) ?? '') : '';
	try {
		return decodeURIComponent(name);
	} catch {
		return name;
	}
}
