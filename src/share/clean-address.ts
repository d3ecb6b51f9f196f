import rules from 'tidy-url/data/rules.js';

/** Marks of a click or a campaign that the list does not know. */
const moreTracking =
	'msclkid yclid ysclid twclid ttclid dclid wbraid gbraid li_fat_id epik srsltid igsh igshid s_kwcid xtor mkwid'.split(
		' ',
	);

/**
 * Leaves out of an address what only says who follows it from where, by the list of tidy-url. All else stays
 * as it is written, letter by letter. The list's redirects are not followed: they could lead to another site.
 */
export function cleanAddress(address: string): string {
	if (!URL.canParse(address)) return address;
	const url = new URL(address);
	const matching = rules.filter(({ match, match_href }) => fits(match, match_href ? url.href : url.host));
	if (matching.some(({ exclude = [] }) => exclude.some((pattern) => fits(pattern, url.href)))) return address;
	const tracking = new Set([...moreTracking, ...matching.flatMap((rule) => rule.rules ?? [])]);
	for (const pattern of matching.flatMap(({ replace = [] }) => replace)) {
		replacePart(url, 'pathname', url.pathname.replace(pattern, ''));
	}
	replacePart(url, 'search', withoutPairs(url.search, tracking));
	// A fragment of pairs is an app's state, or one more place for tracking.
	if (!/^#[!/]/.test(url.hash)) replacePart(url, 'hash', withoutPairs(url.hash, tracking));
	return url.href;
}

/** Setting a part of a `URL` may write it anew. */
function replacePart(url: URL, part: 'pathname' | 'search' | 'hash', value: string): void {
	if (url[part] !== value) url[part] = value;
}

/** Unlike `test`, this begins at the start with patterns that are marked as global, too. */
function fits(pattern: RegExp, text: string): boolean {
	return text.search(pattern) >= 0;
}

/** `part` begins with its sign: `?a=1&b=2`. */
function withoutPairs(part: string, names: ReadonlySet<string>): string {
	const pairs = part.slice(1).split('&');
	const kept = pairs.filter((pair) => !pair.includes('=') || !names.has(nameOf(pair)));
	if (kept.length === pairs.length) return part;
	return kept.length > 0 ? part.charAt(0) + kept.join('&') : '';
}

function nameOf(pair: string): string {
	const name = pair.slice(0, pair.indexOf('='));
	try {
		return decodeURIComponent(name);
	} catch {
		return name;
	}
}
