import { escapeHtml, escapeLines } from './escape.ts';

/** How a piece of text stands out, as the tag that says so. */
export type Mark = 'strong' | 'em' | 'u' | 'del' | 'code' | 'sub' | 'sup';

/** A piece of text that looks the same from end to end. */
export interface QuoteRun {
	text: string;
	marks: Mark[];
	/** An http or https address. */
	href?: string;
}

/** A paragraph or the like; quotes are flat, and so never half open. */
export interface QuoteBlock {
	kind: 'p' | 'pre' | 'h1' | 'h2' | 'h3' | 'h4' | 'h5' | 'h6' | 'li';
	/** Of an item in an ordered list. */
	number?: number;
	runs: QuoteRun[];
}

/** A quote in the two forms in which a message carries it. */
export interface Quote {
	text: string;
	/** HTML that `isQuoteMarkup`. */
	html: string;
}

/** Puts what was selected into plain text and HTML. One paragraph stands without a tag of its own. */
export function toQuote(blocks: readonly QuoteBlock[]): Quote {
	const [first, ...others] = blocks;
	if (first?.kind === 'p' && others.length === 0) {
		return { text: textOf(first).trim(), html: runsHtml(first) };
	}
	return {
		text: blocks
			.map((block, index) => gap(blocks[index - 1], block) + prefix(block) + textOf(block).trim())
			.join(''),
		html: blocks.map((block, index) => blockHtml(block, blocks[index - 1], blocks[index + 1])).join(''),
	};
}

const tags = 'p pre h[1-6] ul li strong em u del code sub sup'.split(' ').join('|');
const allowed = new RegExp(
	`<(?:/?(?:${tags})|br|/ol|ol start="\\d{1,9}"|/a|a href="https?://[^"<>]*")>`,
	'g',
);

/**
 * Whether HTML holds nothing but the tags that `toQuote` writes, each letter by letter. What comes out of a
 * page is asked this before it is sent.
 */
export function isQuoteMarkup(html: string): boolean {
	return !/[<>]/.test(html.replace(allowed, ''));
}

/** Writes the addresses in a quote's HTML anew. */
export function mapLinks(html: string, change: (address: string) => string): string {
	return html.replace(
		/<a href="([^"]*)">/g,
		(_, href: string) => `<a href="${escapeHtml(change(unescapeHtml(href)))}">`,
	);
}

function unescapeHtml(text: string): string {
	return text
		.replaceAll('&quot;', '"')
		.replaceAll('&#39;', "'")
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&amp;', '&');
}

function textOf({ runs }: QuoteBlock): string {
	return runs.map(({ text }) => text).join('');
}

function gap(before: QuoteBlock | undefined, block: QuoteBlock): string {
	if (!before) return '';
	return before.kind === 'li' && block.kind === 'li' ? '\n' : '\n\n';
}

function prefix({ kind, number }: QuoteBlock): string {
	if (kind !== 'li') return '';
	return number === undefined ? '• ' : `${number}. `;
}

function blockHtml(block: QuoteBlock, before: QuoteBlock | undefined, after: QuoteBlock | undefined): string {
	const { kind, number } = block;
	if (kind === 'pre') return `<pre><code>${escapeHtml(textOf(block))}</code></pre>`;
	const html = `<${kind}>${runsHtml(block)}</${kind}>`;
	if (kind !== 'li') return html;
	const opening = number === undefined ? '<ul>' : `<ol start="${number}">`;
	const closing = number === undefined ? '</ul>' : '</ol>';
	return (isSameList(before, block) ? '' : opening) + html + (isSameList(block, after) ? '' : closing);
}

function isSameList(one: QuoteBlock | undefined, next: QuoteBlock | undefined): boolean {
	if (one?.kind !== 'li' || next?.kind !== 'li') return false;
	return next.number === undefined ? one.number === undefined : one.number === next.number - 1;
}

/** Pieces of one link, one after another, stay one link. */
function runsHtml({ runs }: QuoteBlock): string {
	return runs
		.map((run, index) => {
			const { href } = run;
			if (!href) return markedHtml(run);
			const opening = runs[index - 1]?.href === href ? '' : `<a href="${escapeHtml(href)}">`;
			const closing = runs[index + 1]?.href === href ? '' : '</a>';
			return opening + markedHtml(run) + closing;
		})
		.join('')
		.trim();
}

function markedHtml({ text, marks }: QuoteRun): string {
	return marks.reduce((html, mark) => `<${mark}>${html}</${mark}>`, escapeLines(text));
}
