import { cut } from './cut.ts';
import { type PagePreview, tidyPreview } from './page-preview.ts';
import type { SharedPicture } from './picture.ts';
import { isQuoteMarkup } from './quote.ts';

/** What a person shares: the page they read, a part of it, or something on it. */
export interface SharedPage {
	kind: 'page' | 'selection' | 'link' | 'image' | 'video' | 'audio';
	/** Title of the page, text of the link or name of the file; empty when there is none. */
	title: string;
	/** Address of the page, or of the link or file on it. */
	url: string;
	/** Something was left out of the address that the browser knows. */
	isCleaned?: boolean;
	/** What was selected, as plain text. */
	text?: string;
	/** The same with its links and emphasis, in the few tags of `quote.ts`. */
	html?: string;
	/** What the page says of itself; absent where nobody is to see a preview. */
	preview?: PagePreview;
	/** Why no more of it could be read. */
	limit?: ReadLimit;
	/** The page that a video or a sound was on. */
	foundOn?: { title: string; url: string };
}

/** A PDF has no text that a script can read, reader view lets none in, and so do pages that the browser protects. */
export type ReadLimit = 'pdf' | 'reader' | 'refused';

/** A page on its way to a room. */
export interface ShareDraft {
	page: SharedPage;
	picture?: SharedPicture | undefined;
	/** The room that the person asked for, if they named one. */
	roomId?: string;
	/** The tab with the page, as long as Messa may look at it. */
	tabId?: number;
	/** What was chosen and typed in another window, which closed over it. */
	source?: 'tabs';
	comment?: string;
}

const longestTitle = 300;
export const longestUrl = 2048;
export const longestText = 4000;
const longestHtml = 24_000;

/**
 * Brings what a page says of itself to a shape that can be shown and sent: white space folded, lengths
 * capped, and no name or password left in the address.
 */
export function tidyPage(page: SharedPage): SharedPage {
	const { kind, title, url, isCleaned, text, html, limit, foundOn } = page;
	const preview = page.preview && tidyPreview(page.preview);
	const tidyText = cut(
		(text ?? '')
			.replace(/\r\n?/g, '\n')
			.replace(/\n{3,}/g, '\n\n')
			.trim(),
		longestText,
	);
	return {
		kind,
		title: tidyTitle(title),
		url: withoutCredentials(url),
		...(isCleaned && { isCleaned }),
		...(tidyText && { text: tidyText }),
		...(tidyText && html && html.length <= longestHtml && isQuoteMarkup(html) && { html }),
		...(preview && { preview }),
		...(limit && { limit }),
		...(foundOn && { foundOn: { title: tidyTitle(foundOn.title), url: withoutCredentials(foundOn.url) } }),
	};
}

/** A title as it can be shown: one line of bounded length. */
export function tidyTitle(title: string): string {
	return cut(title.replace(/\s+/g, ' ').trim(), longestTitle);
}

/** The host that people know a page by, without `www.`; empty for an address without one. */
export function pageHost(url: string): string {
	return URL.canParse(url) ? new URL(url).host.replace(/^www\./, '') : '';
}

/** An address as people read it: without the scheme, `www.`, a text fragment, and a slash that says nothing. */
export function shownAddress(url: string): string {
	if (!isWebAddress(url)) return url;
	return url
		.replace(/#?:~:.*$/, '')
		.replace(/^https?:\/\/(www\.)?/, '')
		.replace(/^([^/]*)\/$/, '$1');
}

/** Whether the address may become a link for whoever receives it. */
export function isWebAddress(url: string): boolean {
	return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

/** An address without name and password, no longer than one may be. */
export function withoutCredentials(url: string): string {
	if (!isWebAddress(url)) return cut(url.trim(), longestUrl);
	const parsed = new URL(url);
	parsed.username = '';
	parsed.password = '';
	// A cut address would lead elsewhere: one that is too long loses its query and fragment instead.
	return parsed.href.length <= longestUrl ? parsed.href : cut(parsed.origin + parsed.pathname, longestUrl);
}
