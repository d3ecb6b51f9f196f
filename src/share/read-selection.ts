import { generateFragmentFromRange } from 'text-fragments-polyfill/dist/fragment-generation-utils.js';
import { longestText } from './page.ts';
import { type Quote, toQuote } from './quote.ts';
import { selectedBlocks } from './selected-blocks.ts';

/** The words that lead back to a selection are looked for in no more than so many characters. */
const longestFound = 100_000;

/** What the person selected on a page. */
export interface ReadSelection {
	text: string;
	/** Absent for what has no look of its own, such as the text of a field. */
	html?: string;
	/** Leads back to the place, as the end of the page's address: `:~:text=…`. */
	fragment?: string;
}

/** Reads the selection of this frame, in the page. */
export function readSelection(): ReadSelection | undefined {
	const typed = selectedInField();
	if (typed) return { text: typed };
	const selection = getSelection();
	if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
	const range = selection.getRangeAt(0).cloneRange();
	const quote: Quote = toQuote(selectedBlocks(range));
	if (!quote.text) return undefined;
	const fragment = textFragment(range);
	return { ...quote, ...(fragment && { fragment }) };
}

/** What is selected in the field that has the focus; never in a password's. */
function selectedInField(): string {
	const field = document.activeElement;
	if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) return '';
	if (field.type === 'password') return '';
	const { selectionStart, selectionEnd, value } = field;
	return value.slice(selectionStart ?? 0, selectionEnd ?? 0).slice(0, longestText);
}

/** URL fragment text directives: `text=[prefix-,]start[,end][,-suffix]`. Only a page as a whole has an address. */
function textFragment(range: Range): string | undefined {
	if (window !== top || String(range).length > longestFound) return undefined;
	const { status, fragment } = generateFragmentFromRange(range);
	if (status !== 0 || !fragment) return undefined;
	const { prefix, textStart, textEnd, suffix } = fragment;
	const parts = [
		prefix && `${encode(prefix)}-`,
		encode(textStart),
		textEnd && encode(textEnd),
		suffix && `-${encode(suffix)}`,
	];
	return `:~:text=${parts.filter(Boolean).join(',')}`;
}

/** Browsers look for the text as it is shown, with its white space folded; a hyphen would end a prefix. */
function encode(text: string): string {
	return encodeURIComponent(text.replace(/\s+/g, ' ').trim()).replaceAll('-', '%2D');
}
