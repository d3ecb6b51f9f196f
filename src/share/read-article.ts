import { isProbablyReaderable, Readability } from '@mozilla/readability';
import { cleanAddress } from './clean-address.ts';
import { toMarkdown } from './markdown.ts';
import { isWebAddress, tidyTitle } from './page.ts';

/** The article of a page, without what stands around it: data from a stranger. */
export interface ReadArticle {
	title: string;
	/** Who wrote it; empty when the page does not say. */
	byline: string;
	/** BCP 47 tag, as the page says; empty when it does not. */
	lang: string;
	dir: 'ltr' | 'rtl' | '';
	html: string;
	markdown: string;
	/** Its end is missing: it is longer than can be sent. */
	isCut: boolean;
}

/** So many characters of text are taken. */
const longestArticle = 2_000_000;
/** A page of more elements would keep the tab busy for too long. */
const mostElements = 80_000;
const unwanted =
	'script, style, noscript, template, iframe, object, embed, video, audio, svg, canvas, form, input, button, select, textarea, link, meta';

/**
 * Takes the article out of this page; undefined when there is none. Runs in the page, in the extension's own world,
 * on a copy of its document, in which nothing runs or loads.
 * @param isClean leaves what tracks people out of addresses.
 */
export function readArticle(isClean: boolean): ReadArticle | undefined {
	if (!isProbablyReaderable(document, { minContentLength: 80, minScore: 8 })) return undefined;
	const found = extract(document.cloneNode(true) as Document);
	const root = found?.content;
	if (!found || !root) return undefined;
	const title = tidyTitle(found.title || document.title) || location.hostname;
	tidy(root, isClean);
	// Readability sees a title's double in few scripts only.
	const heading = root.querySelector('h1, h2');
	if (heading && tidyTitle(heading.textContent) === title) heading.remove();
	const isCut = cutText(root, longestArticle);
	const markdown = toMarkdown(root);
	if (markdown.trim() === '') return undefined;
	return {
		title,
		byline: tidyTitle(found.byline ?? ''),
		lang: /^[a-z0-9-]{1,35}$/i.test(found.lang ?? '') ? (found.lang ?? '') : '',
		dir: found.dir === 'rtl' || found.dir === 'ltr' ? found.dir : '',
		html: root.innerHTML,
		markdown,
		isCut,
	};
}

function extract(copy: Document) {
	try {
		return new Readability<HTMLElement>(copy, {
			serializer: (node) => node as HTMLElement,
			maxElemsToParse: mostElements,
		}).parse();
	} catch {
		// Too large for it.
		return undefined;
	}
}

/** Keeps text and where it leads. Pictures stay where they are: their words stand for them. */
function tidy(root: HTMLElement, isClean: boolean): void {
	for (const image of root.querySelectorAll('img')) replaceImage(image);
	for (const element of root.querySelectorAll(unwanted)) element.remove();
	for (const link of root.querySelectorAll('a')) {
		const { href } = link;
		for (const { name } of [...link.attributes]) if (name !== 'href') link.removeAttribute(name);
		if (isWebAddress(href)) link.href = isClean ? cleanAddress(href) : href;
		else if (!/^mailto:/i.test(href)) link.replaceWith(...link.childNodes);
	}
	for (const caption of root.querySelectorAll('figcaption')) {
		const paragraph = caption.ownerDocument.createElement('p');
		paragraph.append(...caption.childNodes);
		caption.replaceWith(paragraph);
	}
}

function replaceImage(image: HTMLImageElement): void {
	const { alt, src, ownerDocument } = image;
	const words = tidyTitle(alt);
	if (words === '' || image.closest('a') || !isWebAddress(src)) {
		image.replaceWith(words);
		return;
	}
	const link = ownerDocument.createElement('a');
	link.href = src;
	link.textContent = words;
	image.replaceWith(link);
}

/** Ends the text after so many characters. @returns whether something was left out. */
function cutText(root: HTMLElement, length: number): boolean {
	const texts = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
	let left = length;
	while (texts.nextNode()) {
		const node = texts.currentNode as Text;
		if (node.length > left) {
			const rest = root.ownerDocument.createRange();
			rest.setStart(node, left);
			rest.setEnd(root, root.childNodes.length);
			rest.deleteContents();
			return true;
		}
		left -= node.length;
	}
	return false;
}
