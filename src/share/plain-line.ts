import { cut } from './cut.ts';

/** Control characters, and those that turn the text behind them around. */
const unseen = /[\p{Cc}\u202A-\u202E\u2066-\u2069\uFEFF]/gu;
/** White space may be folded away; more than that is not looked at. */
const slack = 4;

/** What a stranger says, as one line of no more than `longest` UTF-16 units; empty for what is no text. */
export function plainLine(text: unknown, longest: number): string {
	if (typeof text !== 'string') return '';
	const line = text
		.slice(0, longest * slack)
		.replace(/\s+/g, ' ')
		.replace(unseen, '')
		.trim();
	return cut(line, longest);
}
