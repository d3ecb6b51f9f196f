import type { Content } from '../store/event-rows.ts';
import { cleanAddress } from './clean-address.ts';
import { escapeHtml, escapeLines, escapeMarkdown } from './escape.ts';
import { fits } from './format.ts';
import { isWebAddress, tidyTitle, withoutCredentials } from './page.ts';

/** As much of a tab as a list of them needs (`tabs.Tab`). */
export interface OpenTab {
	title?: string | undefined;
	url?: string | undefined;
	incognito: boolean;
}

/** A line of the list. */
export interface ListedTab {
	title: string;
	url: string;
}

/**
 * The tabs that can be shared, in their order, each address once: no private ones, and none of the browser's own.
 * @param isClean leaves what tracks people out of the addresses.
 */
export function listTabs(tabs: readonly OpenTab[], isClean: boolean): ListedTab[] {
	const listed = new Map<string, ListedTab>();
	for (const { title = '', url: address = '', incognito } of tabs) {
		if (incognito || !isWebAddress(address)) continue;
		const url = withoutCredentials(isClean ? cleanAddress(address) : address);
		if (!listed.has(url)) listed.set(url, { title: tidyTitle(title) || url, url });
	}
	return [...listed.values()];
}

/** The list as a message, as text and as HTML; undefined when it is too long for one. */
export function tabsMessage(tabs: readonly ListedTab[], comment: string): Content | undefined {
	const said = comment.trim();
	const lines = tabs.map(({ title, url }) => (title === url ? `• ${url}` : `• ${title}\n${url}`));
	const items = tabs.map(
		({ title, url }) => `<li><a href="${escapeHtml(url)}">${escapeHtml(title)}</a></li>`,
	);
	const content = {
		msgtype: 'm.text',
		body: [said, lines.join('\n')].filter(Boolean).join('\n\n'),
		format: 'org.matrix.custom.html',
		formatted_body: `${said && `<p>${escapeLines(said)}</p>`}<ul>${items.join('')}</ul>`,
	};
	return fits(content) ? content : undefined;
}

/** The list as a Markdown file. */
export function tabsMarkdown(tabs: readonly ListedTab[]): string {
	return tabs.map(({ title, url }) => `- [${escapeMarkdown(title)}](<${url}>)\n`).join('');
}
