import type { Content } from '../store/event-rows.ts';
import { linkParts } from './link-parts.ts';
import { pageKey } from './page-key.ts';

/** No message is found by more pages than that. */
const mostLinks = 10;
/** No further is looked into a message, in letters. */
const longestLooked = 20_000;
const href = /<a\s[^<>]{0,200}?\bhref\s*=\s*(?:"([^"<>]{1,4096})"|'([^'<>]{1,4096})')/gi;

/** The pages that a message links to (`page-key.ts`), in its text and its HTML, without what it only quotes to reply to. */
export function messageLinks(content: Content): string[] {
	const body = text(content.body).replace(isReply(content) ? /^(?:> [^\n]*\n)+/ : /^$/, '');
	const html = text(content.formatted_body).replace(/<mx-reply>.*?(?:<\/mx-reply>|$)/is, '');
	const links = new Set<string>();
	for (const address of [...plainLinks(body), ...htmlLinks(html)]) {
		const key = pageKey(address);
		if (key !== undefined) links.add(key);
		if (links.size === mostLinks) break;
	}
	return [...links];
}

function* plainLinks(body: string): Generator<string> {
	if (!/https?:/i.test(body)) return;
	for (const { href: address } of linkParts(body)) if (address) yield address;
}

/** The background has no parser. What is found here is only ever compared with an address. */
function* htmlLinks(html: string): Generator<string> {
	for (const [, double, single] of html.matchAll(href)) {
		yield (double ?? single ?? '').replace(/&amp;|&#38;|&#x26;/gi, '&');
	}
}

function isReply(content: Content): boolean {
	const relation = content['m.relates_to'];
	return typeof relation === 'object' && relation !== null && 'm.in_reply_to' in relation;
}

function text(value: unknown): string {
	return typeof value === 'string' ? value.slice(0, longestLooked) : '';
}
