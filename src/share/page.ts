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
	/** The page that a video or a sound was on. */
	foundOn?: { title: string; url: string };
}

/** A page on its way to a room. */
export interface ShareDraft {
	page: SharedPage;
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
export function tidyPage({ kind, title, url, isCleaned, text, html, foundOn }: SharedPage): SharedPage {
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

/** Cuts at `length` UTF-16 units, never inside a surrogate pair, and marks the cut. */
export function cut(text: string, length: number): string {
	if (text.length <= length) return text;
	return `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
