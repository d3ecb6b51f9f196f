import { longestText } from './page.ts';
import type { Mark, QuoteBlock, QuoteRun } from './quote.ts';

/** What applies to a text from the elements around it. */
interface Style {
	kind: QuoteBlock['kind'];
	number?: number;
	marks: Mark[];
	href?: string;
	keepsLines: boolean;
	isVisible: boolean;
}

const plain: Style = { kind: 'p', marks: [], keepsLines: false, isVisible: true };
/** Elements whose text people do not read as text. */
const skipped = new Set(
	'script style noscript template head iframe object embed svg canvas video audio select input textarea'.split(
		' ',
	),
);
const marks: ReadonlyMap<string, Mark> = new Map([
	...'b strong'.split(' ').map((tag) => [tag, 'strong'] as const),
	...'i em cite dfn var'.split(' ').map((tag) => [tag, 'em'] as const),
	...'u ins'.split(' ').map((tag) => [tag, 'u'] as const),
	...'s del strike'.split(' ').map((tag) => [tag, 'del'] as const),
	...'code tt kbd samp'.split(' ').map((tag) => [tag, 'code'] as const),
	['sub', 'sub'],
	['sup', 'sup'],
]);
/** Tags and addresses may take so many characters, and so many nodes are looked at. */
const mostMarkup = 8000;
const mostNodes = 100_000;
const longestHref = 2048;
/** Of one text no more is looked at: much of it may be white space. */
const longestNode = 100_000;

/** What a range of the page holds, as people see it: paragraphs of text with links and emphasis, cut to length. */
export function selectedBlocks(range: Range): QuoteBlock[] {
	const collector = new Collector(range);
	const ancestor = range.commonAncestorContainer;
	collector.visit(ancestor, styleAround(ancestor));
	return collector.finish();
}

/** A part of a paragraph is a paragraph; links, emphasis and lines of code are what they were. */
function styleAround(node: Node): Style {
	const parents: Element[] = [];
	for (let at = node.parentElement; at; at = at.parentElement) parents.unshift(at);
	const around = parents.reduce((style, parent) => styleOf(parent, style), plain);
	const { number: _, ...style } = around;
	return { ...style, kind: style.kind === 'pre' ? 'pre' : 'p' };
}

class Collector {
	readonly #range: Range;
	readonly #blocks: QuoteBlock[] = [];
	#open: QuoteBlock | undefined;
	#textLeft = longestText;
	#markupLeft = mostMarkup;
	#nodesLeft = mostNodes;

	constructor(range: Range) {
		this.#range = range;
	}

	visit(node: Node, style: Style): void {
		if (this.#nodesLeft-- <= 0 || !this.#range.intersectsNode(node)) return;
		if (node instanceof Text) this.#add(this.#selected(node), style);
		if (!(node instanceof Element)) return;
		if (skipped.has(node.localName)) return;
		if (node.localName === 'br') this.#add('\n', { ...style, keepsLines: true });
		if (node instanceof HTMLImageElement) this.#add(node.alt, style);
		const { display } = getComputedStyle(node);
		if (display === 'none') return;
		if (display === 'table-cell' && this.#open) this.#add(' | ', style);
		const isBlock = !/^(inline|contents|ruby|table-cell)/.test(display);
		if (isBlock) this.#endBlock();
		const inner = styleOf(node, isBlock ? withoutBlock(style) : style);
		for (let child = node.firstChild; child && this.#textLeft > 0; child = child.nextSibling) {
			this.visit(child, inner);
		}
		if (isBlock) this.#endBlock();
	}

	finish(): QuoteBlock[] {
		this.#endBlock();
		return this.#blocks;
	}

	#selected(node: Text): string {
		const { startContainer, startOffset, endContainer, endOffset } = this.#range;
		const start = node === startContainer ? startOffset : 0;
		const end = node === endContainer ? endOffset : node.data.length;
		return node.data.slice(start, Math.min(end, start + longestNode));
	}

	#add(found: string, { kind, number, marks, href, keepsLines, isVisible }: Style): void {
		if (!isVisible) return;
		let text = keepsLines ? found.replace(/\r\n?/g, '\n') : found.replace(/[ \t\r\n\f]+/g, ' ');
		const last = this.#open?.runs.at(-1);
		if (kind !== 'pre' && (!last || /\s$/.test(last.text))) text = text.replace(/^ /, '');
		if (text === '' || (!last && text.trim() === '')) return;
		if (text.length > this.#textLeft) {
			text = `${text.slice(0, this.#textLeft).replace(/[\uD800-\uDBFF]$/, '')}…`;
		}
		this.#textLeft -= text.length;
		const cost = marks.length * 17 + (href ? href.length + 15 : 0);
		const isPlain = cost > this.#markupLeft;
		const run: QuoteRun = { text, marks: isPlain ? [] : marks, ...(href && !isPlain && { href }) };
		this.#open ??= { kind, ...(number !== undefined && { number }), runs: [] };
		if (last && last.href === run.href && String(last.marks) === String(run.marks)) {
			last.text += text;
			return;
		}
		if (!isPlain) this.#markupLeft -= cost;
		this.#open.runs.push(run);
	}

	#endBlock(): void {
		const block = this.#open;
		this.#open = undefined;
		if (!block) return;
		const last = block.runs.at(-1);
		if (last) last.text = last.text.trimEnd();
		this.#blocks.push(block);
	}
}

function withoutBlock({ number: _, ...style }: Style): Style {
	return style.kind === 'pre' || style.kind === 'li' ? style : { ...style, kind: 'p' };
}

function styleOf(element: Element, around: Style): Style {
	const tag = element.localName;
	const { whiteSpace, visibility } = getComputedStyle(element);
	const mark = marks.get(tag);
	const href = element instanceof HTMLAnchorElement ? webAddress(element.href) : undefined;
	return {
		...around,
		...blockOf(element, tag),
		...(mark && !around.marks.includes(mark) && { marks: [...around.marks, mark] }),
		...(href && { href }),
		keepsLines: /^(pre|break-spaces)/.test(whiteSpace),
		isVisible: visibility === 'visible',
	};
}

function blockOf(element: Element, tag: string): Pick<Style, 'kind' | 'number'> | undefined {
	if (tag === 'pre') return { kind: 'pre' };
	if (/^h[1-6]$/.test(tag)) return { kind: tag as QuoteBlock['kind'] };
	if (tag !== 'li') return undefined;
	const list = element.parentElement;
	if (!(list instanceof HTMLOListElement)) return { kind: 'li' };
	const items = [...list.children].filter(({ localName }) => localName === 'li');
	return { kind: 'li', number: list.start + items.indexOf(element) };
}

function webAddress(href: string): string | undefined {
	return /^https?:/i.test(href) && href.length <= longestHref ? href : undefined;
}
