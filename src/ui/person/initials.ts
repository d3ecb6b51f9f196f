const segmenter = new Intl.Segmenter();

/** One or two letters that stand for a name without a picture: `Ada Lovelace` gives `AL`, `@bob:…` gives `B`. */
export function initials(name: string): string {
	const words = name
		.replace(/^[@#!+]/, '')
		.replace(/:.*$/, '')
		.split(/[\s._-]+/)
		.map(firstLetter)
		.filter(Boolean);
	const [first = '', ...rest] = words;
	return (first + (rest.at(-1) ?? '')).toLocaleUpperCase() || '?';
}

/** The first character as a person sees it, emoji of several code points included. */
function firstLetter(word: string): string {
	const start = word.replace(/^[^\p{L}\p{N}\p{Emoji}]+/u, '');
	return segmenter.segment(start)[Symbol.iterator]().next().value?.segment ?? '';
}
