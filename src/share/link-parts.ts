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

const sentenceSigns = new Set('.,;:!?…*_~\'"»”’');
const openedBy: ReadonlyMap<string, string> = new Map([
	[')', '('],
	[']', '['],
]);

/** Cuts signs of the sentence from the end, and brackets that were not opened within the address. */
function trimAddress(found: string): string {
	const counts = new Map([...'()[]'].map((sign) => [sign, count(found, sign)]));
	let end = found.length;
	for (; end > 0; end -= 1) {
		const last = found[end - 1] ?? '';
		const opening = openedBy.get(last);
		const closed = counts.get(last) ?? 0;
		const isUnopened = opening !== undefined && closed > (counts.get(opening) ?? 0);
		if (!isUnopened && !sentenceSigns.has(last)) break;
		if (isUnopened) counts.set(last, closed - 1);
	}
	return found.slice(0, end);
}

function count(text: string, sign: string): number {
	return text.split(sign).length - 1;
}
