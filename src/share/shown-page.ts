import type { ReadLimit } from './page.ts';

/** The page that a tab shows, where no script may look into it, and why not. */
export interface ShownPage {
	url: string;
	limit: ReadLimit;
}

/** Finds what a tab shows by its address alone: views of a page by the browser itself have the page's in them. */
export function shownPage(tabUrl: string): ShownPage {
	const source = /^view-source:(.+)$/s.exec(tabUrl)?.[1];
	if (source) return { url: source, limit: 'refused' };
	if (/^about:reader\?/.test(tabUrl)) {
		return { url: new URL(tabUrl).searchParams.get('url') ?? '', limit: 'reader' };
	}
	return { url: tabUrl, limit: isNamedPdf(tabUrl) ? 'pdf' : 'refused' };
}

function isNamedPdf(url: string): boolean {
	return URL.canParse(url) && /\.pdf$/i.test(new URL(url).pathname);
}
