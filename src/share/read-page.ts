import type { AddressFacts } from './page-address.ts';
import type { HeadFacts } from './page-preview.ts';
import { readHead } from './read-head.ts';
import { type ReadSelection, readSelection } from './read-selection.ts';

/** What a page, or a frame of it, says of itself: data from a stranger. */
export interface PageFacts extends AddressFacts {
	title: string;
	selection?: ReadSelection;
	/** Of the page itself, not of a frame. */
	head?: HeadFacts;
	/** It is a document that a browser shows by a viewer of its own. */
	isPdf?: boolean;
}

/** Reads this frame. Runs in the page, in the extension's own world, when the person shares it. */
export function readPage(): PageFacts {
	const selection = readSelection();
	return {
		title: document.title.slice(0, 1000),
		url: location.href,
		loadedUrl: performance.getEntriesByType('navigation')[0]?.name,
		canonicalUrl: canonicalUrl(),
		...(selection && { selection }),
		...(window === top && { head: readHead() }),
		...(document.contentType === 'application/pdf' && { isPdf: true }),
	};
}

/** A page that gives several gives none. */
function canonicalUrl(): string | undefined {
	const links = document.querySelectorAll<HTMLLinkElement>('head > link[rel~="canonical" i]');
	const [address, ...others] = new Set([...links].map(({ href }) => href.slice(0, 2048)));
	return others.length > 0 ? undefined : address;
}
