/** A piece of plain text: as it is, or an address that becomes a link. */
export interface TextPart {
	text: string;
	href?: string;
}

const address = /\bhttps?:\/\/[^\s<>"'`\u2066-\u2069\u202A-\u202E]+/gi;

/** Finds the web addresses in plain text; the punctuation of the sentence around them stays outside. */
export function linkParts(text: string): TextPart[] {
	const parts: TextPart[] = [];
	let end = 0;
	for (const match of text.matchAll(address)) {
		const found = trimAddress(match[0]);
		if (!URL.canParse(found)) continue;
		if (match.index > end) parts.push({ text: text.slice(end, match.index) });
		parts.push({ text: found, href: found });
		end = match.index + found.length;
	}
	if (end < text.length) parts.push({ text: text.slice(end) });
	return parts;
}

function trimAddress(found: string): string {
	const trimmed = found.replace(/[.,;:!?…*_~'"»”’]+$/u, '');
	const last = trimmed.at(-1);
	if (last === ')' && count(trimmed, ')') > count(trimmed, '(')) return trimAddress(trimmed.slice(0, -1));
	if (last === ']' && count(trimmed, ']') > count(trimmed, '[')) return trimAddress(trimmed.slice(0, -1));
	return trimmed;
}

function count(text: string, sign: string): number {
	return text.split(sign).length - 1;
}
