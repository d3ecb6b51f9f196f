// The package types its functions, not the list that they read.
declare module 'tidy-url/data/rules.js' {
	/** What to leave out of the addresses of a site, or of all sites. */
	interface Rule {
		/** Of the host, or of the whole address with `match_href`. */
		match: RegExp;
		match_href?: boolean;
		/** Names of parameters. */
		rules?: string[];
		/** Parts of the path. */
		replace?: RegExp[];
		/** Addresses that stay as they are. */
		exclude?: RegExp[];
	}

	const rules: Rule[];
	export default rules;
}
