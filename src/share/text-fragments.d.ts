// The package has no types.
declare module 'text-fragments-polyfill/dist/fragment-generation-utils.js' {
	interface TextFragment {
		textStart: string;
		textEnd?: string;
		prefix?: string;
		suffix?: string;
	}

	/** Gives up after half a second. `status` is 0 where a fragment that finds this range alone was found. Moves the range. */
	export function generateFragmentFromRange(range: Range): { status: number; fragment?: TextFragment };
}
