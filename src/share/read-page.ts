import type { AddressFacts } from './page-address.ts';
import { type ReadSelection, readSelection } from './read-selection.ts';

/** What a page, or a frame of it, says of itself: data from a stranger. */
export interface PageFacts extends AddressFacts {
	title: string;
	selection?: ReadSelection;
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
	};
}

/** A page that gives several gives none. */
function canonicalUrl(): string | undefined {
	const links = document.querySelectorAll<HTMLLinkElement>('head > link[rel~="canonical" i]');
	const [address, ...others] = new Set([...links].map(({ href }) => href.slice(0, 2048)));
	return others.length > 0 ? undefined : address;
}
