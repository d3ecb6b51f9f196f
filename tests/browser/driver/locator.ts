/** What a person goes by: text on the screen, or what a thing is and what it is called. */
export type Locator = string | RegExp | ByRole | ByText;

interface Narrowed {
	/** Only inside of this one. */
	within?: Locator;
	/** Only with this one inside of it. */
	containing?: Locator;
	/** Which of several, from 0, or from the end when negative; without it, an action on several is an error. */
	nth?: number;
}

export interface ByRole extends Narrowed {
	/** An ARIA role, explicit or from the tag. */
	role: string;
	/** The accessible name: a string is the whole name, a pattern a part. */
	name?: string | RegExp;
}

export interface ByText extends Narrowed {
	/** Visible text, a field's value or its placeholder: a string is a part of it. */
	text: string | RegExp;
}

/** A pattern as it travels into the page: a string, or an expression's source and flags. */
export type Pattern = string | { source: string; flags: string };

/** A locator as it travels into the page. */
export interface Query {
	role?: string;
	name?: Pattern;
	text?: Pattern;
	within?: Query;
	containing?: Query;
	nth?: number;
}

export function toQuery(locator: Locator): Query {
	if (typeof locator === 'string' || locator instanceof RegExp) return { text: toPattern(locator) };
	return {
		...('role' in locator ? { role: locator.role } : { text: toPattern(locator.text) }),
		...('name' in locator && locator.name !== undefined ? { name: toPattern(locator.name) } : {}),
		...(locator.within === undefined ? {} : { within: toQuery(locator.within) }),
		...(locator.containing === undefined ? {} : { containing: toQuery(locator.containing) }),
		...(locator.nth === undefined ? {} : { nth: locator.nth }),
	};
}

/** The locator in words, for failures. */
export function inWords(locator: Locator): string {
	if (typeof locator === 'string') return `"${locator}"`;
	if (locator instanceof RegExp) return String(locator);
	const own = 'role' in locator ? [locator.role, locator.name] : [locator.text];
	const words = own
		.filter((part) => part !== undefined)
		.map((part) => (part instanceof RegExp ? String(part) : `"${part}"`));
	if (locator.nth !== undefined) words.push(`(number ${locator.nth})`);
	if (locator.containing !== undefined) words.push('with', inWords(locator.containing));
	if (locator.within !== undefined) words.push('within', inWords(locator.within));
	return words.join(' ');
}

function toPattern(pattern: string | RegExp): Pattern {
	return typeof pattern === 'string' ? pattern : { source: pattern.source, flags: pattern.flags };
}
