import { plainLine } from './plain-line.ts';

/** What a page's head says of the page: data from a stranger. */
export interface HeadFacts {
	title?: string | undefined;
	siteName?: string | undefined;
	description?: string | undefined;
	/** Address of its picture. */
	pictureUrl?: string | undefined;
}

/** What a preview of a page says. */
export interface PagePreview {
	/** Empty where the page has none. */
	title: string;
	siteName?: string;
	description?: string;
	/** Address of the picture that the page names; it is looked for among those that the page shows. */
	pictureUrl?: string;
}

/** How much of each is shown and sent, in UTF-16 units. */
export const longest = { title: 300, siteName: 80, description: 500, url: 2048 };

/** Brings a preview to a shape that can be shown and sent; undefined when it says nothing. */
export function tidyPreview({
	title,
	siteName,
	description,
	pictureUrl,
}: Partial<Record<keyof HeadFacts, unknown>>): PagePreview | undefined {
	const line = plainLine(title, longest.title);
	const site = plainLine(siteName, longest.siteName);
	const about = plainLine(description, longest.description);
	if (!line && !about) return undefined;
	return {
		title: line,
		...(site && site !== line && { siteName: site }),
		...(about && about !== line && { description: about }),
		...(typeof pictureUrl === 'string' && pictureUrl.length <= longest.url && { pictureUrl }),
	};
}
