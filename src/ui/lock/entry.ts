/** Offline guesses cost half a second each: shorter ones would not last. */
const leastLength = 8;

/** What was typed to set, change or remove a lock. */
export interface Entry {
	current: string;
	next: string;
	/** The new one, a second time. */
	again: string;
}

interface Problem {
	field: keyof Entry;
	why: 'needed' | 'tooShort' | 'different';
}

/**
 * Why what was typed cannot be used; undefined when it can.
 * @param asked which passphrases have to be given
 */
export function entryProblem(
	asked: { current: boolean; next: boolean },
	{ current, next, again }: Entry,
): Problem | undefined {
	if (asked.current && current === '') return { field: 'current', why: 'needed' };
	if (!asked.next) return undefined;
	if ([...next].length < leastLength) return { field: 'next', why: 'tooShort' };
	return next === again ? undefined : { field: 'again', why: 'different' };
}
