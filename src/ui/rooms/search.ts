/** What a search looks through. */
export interface Findable {
	name: string;
	/** The other person of a direct chat. */
	directUserId?: string | undefined;
}

/**
 * The entries that match all words of `query`, those whose name begins with it first, else in the order
 * given. Case and accents do not matter.
 */
export function search<T extends Findable>(entries: readonly T[], query: string): T[] {
	const words = fold(query).split(/\s+/).filter(Boolean);
	if (words.length === 0) return [...entries];
	const phrase = words.join(' ');
	return entries
		.map((entry) => ({ entry, name: fold(entry.name), id: fold(entry.directUserId ?? '') }))
		.filter(({ name, id }) => words.every((word) => name.includes(word) || id.includes(word)))
		.map((found) => ({ ...found, rank: rank(found.name, phrase) }))
		.sort((a, b) => a.rank - b.rank)
		.map(({ entry }) => entry);
}

function rank(name: string, phrase: string): number {
	if (name.startsWith(phrase)) return 0;
	return name.split(/[\s._-]+/).some((word) => word.startsWith(phrase)) ? 1 : 2;
}

function fold(text: string): string {
	return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
