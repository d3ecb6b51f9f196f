import type { HeadFacts } from './page-preview.ts';

/** What is longer is cut, and an address that is cut is none. */
const longestText = 2049;

/** Reads what this page's head says of it, for those who show a preview. The Open Graph protocol, and what came before. */
export function readHead(): HeadFacts {
	return {
		title: said('og:title', 'twitter:title'),
		siteName: said('og:site_name'),
		description: said('og:description', 'description', 'twitter:description'),
		pictureUrl: namedPicture(),
	};
}

/** The address of the picture that the page names as its own. */
export function namedPicture(): string | undefined {
	const named = said('og:image:secure_url', 'og:image', 'twitter:image');
	if (!named || !URL.canParse(named, document.baseURI)) return undefined;
	const { href, protocol } = new URL(named, document.baseURI);
	return /^https?:$/.test(protocol) && href.length < longestText ? href : undefined;
}

function said(...names: string[]): string | undefined {
	for (const name of names) {
		const meta = document.querySelector<HTMLMetaElement>(
			`meta[property="${name}" i], meta[name="${name}" i]`,
		);
		const text = meta?.content.slice(0, longestText).trim();
		if (text) return text;
	}
	return undefined;
}
