import type { Content } from '../store/event-rows.ts';
import { isWebAddress, pageHost, type SharedPage, tidyPage } from './page.ts';

/**
 * The `m.room.message` content of a share, readable in every client: the comment, the page's title and
 * address, and what was selected as a quote; once as plain text and once as HTML.
 */
export function formatShare(page: SharedPage, comment: string): Content {
	const { title, url, text } = tidyPage(page);
	const said = comment.trim();
	return {
		msgtype: 'm.text',
		body: [said, title === url ? url : joinLines(title, url), text && quoteLines(text)]
			.filter(Boolean)
			.join('\n\n'),
		format: 'org.matrix.custom.html',
		formatted_body: [
			said && `<p>${escapeLines(said)}</p>`,
			`<p>${link(title, url)}</p>`,
			text && `<blockquote>${escapeLines(text)}</blockquote>`,
		]
			.filter(Boolean)
			.join(''),
	};
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

function escapeLines(text: string): string {
	return escapeHtml(text).replace(/\r?\n/g, '<br>');
}

const entities: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
