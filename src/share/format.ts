import type { Content } from '../store/event-rows.ts';
import { bundledPreview, type PlacedPicture } from './bundled-preview.ts';
import { cut } from './cut.ts';
import { escapeHtml, escapeLines } from './escape.ts';
import { isWebAddress, pageHost, type SharedPage, tidyPage } from './page.ts';

/**
 * How large a content may be, in bytes of JSON: encrypted and in base64 it grows by a third, and an event
 * holds 65,536 bytes. Client-server API §Size limits.
 */
const mostBytes = 45_000;
const shortText = 400;

/**
 * The `m.room.message` content of a share, readable in every client: the comment, the page's title and
 * address, and what was selected as a quote; once as plain text and once as HTML. Where all of that is too
 * much for an event, the quote loses its looks and then its end.
 * @param picture of the page's preview
 */
export function formatShare(page: SharedPage, comment: string, picture?: PlacedPicture): Content {
	const { html, text, ...rest } = tidyPage(page);
	const said = comment.trim();
	const forms: SharedPage[] = [rest];
	if (text) forms.unshift({ ...rest, text }, { ...rest, text: cut(text, shortText) });
	if (text && html) forms.unshift({ ...rest, text, html });
	const preview = bundledPreview(rest.url, rest.preview, picture);
	const contents = forms.map((form) => ({ ...contentOf(form, said), ...preview }));
	const { msgtype, body } = contents.at(-1) ?? {};
	return contents.find(fits) ?? { msgtype, body };
}

function contentOf({ title, url, text, html, foundOn }: SharedPage, said: string): Content {
	return {
		msgtype: 'm.text',
		body: [
			said,
			title === url ? url : joinLines(title, url),
			foundOn && joinLines(foundOn.title, foundOn.url),
			text && quoteLines(text),
		]
			.filter(Boolean)
			.join('\n\n'),
		format: 'org.matrix.custom.html',
		formatted_body: [
			said && `<p>${escapeLines(said)}</p>`,
			`<p>${link(title, url)}</p>`,
			foundOn && `<p>${link(foundOn.title, foundOn.url)}</p>`,
			text && `<blockquote>${html ?? escapeLines(text)}</blockquote>`,
		]
			.filter(Boolean)
			.join(''),
	};
}

/** Whether an event can hold a content, encrypted. */
export function fits(content: Content): boolean {
	return new TextEncoder().encode(JSON.stringify(content)).length <= mostBytes;
}

/** The title as a link with the host below it; an address that must not become a link stays text. */
function link(title: string, url: string): string {
	if (!isWebAddress(url)) return escapeLines(joinLines(title, url));
	const host = pageHost(url);
	const anchor = `<a href="${escapeHtml(url)}">${escapeHtml(title || url)}</a>`;
	return title && title !== url ? `${anchor}<br>${escapeHtml(host)}` : anchor;
}

function joinLines(...lines: string[]): string {
	return lines.filter(Boolean).join('\n');
}

function quoteLines(text: string): string {
	return text
		.split('\n')
		.map((line) => `> ${line}`.trimEnd())
		.join('\n');
}
