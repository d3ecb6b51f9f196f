import { cleanAddress } from './clean-address.ts';
import { isWebAddress } from './page.ts';

/** What a page says of its address. */
export interface AddressFacts {
	/** Where the browser stands (`location.href`). */
	url: string;
	/** Where its document was loaded from; a script may have moved on since. */
	loadedUrl?: string | undefined;
	/** What the page calls its own address (`<link rel="canonical">`). */
	canonicalUrl?: string | undefined;
}

/**
 * The address by which to share a page: its canonical one where that is true, else where the browser stands;
 * without tracking, and without a fragment that only means the top.
 */
export function pageAddress(facts: AddressFacts): string {
	const { url, canonicalUrl } = facts;
	if (!isWebAddress(url)) return url;
	const here = new URL(url);
	const address = canonicalUrl && isTrue(canonicalUrl, facts) ? new URL(canonicalUrl) : new URL(url);
	// The place in the page is the person's, not the page's.
	address.hash ||= here.hash;
	if (address.hash === '' || address.hash.toLowerCase() === '#top') address.hash = '';
	return cleanAddress(address.href);
}

/**
 * Whether what the page's head says was said of what is shown now: an app that moved on by a script often
 * leaves it as it was loaded.
 */
export function isHeadCurrent({ url, loadedUrl, canonicalUrl }: AddressFacts): boolean {
	if (loadedUrl === undefined || isSameDocument(loadedUrl, url)) return !isRoute(url);
	return canonicalUrl !== undefined && isSameDocument(canonicalUrl, url);
}

/** A canonical address of another site, of a site's front page, or of an earlier view of an app is not believed. */
function isTrue(canonicalUrl: string, facts: AddressFacts): boolean {
	if (!isWebAddress(canonicalUrl) || !isHeadCurrent(facts)) return false;
	const canonical = new URL(canonicalUrl);
	const here = new URL(facts.url);
	if (canonical.protocol === 'http:' && here.protocol === 'https:') return false;
	if (siteOf(canonical) !== siteOf(here)) return false;
	return canonical.pathname !== '/' || here.pathname === '/';
}

/** The host and port without the names under which a site serves the same pages to phones and the like. */
export function siteOf({ host }: URL): string {
	const labels = host.split('.');
	const isVariant = (label: string): boolean => /^(www|m|mobile|amp)$/.test(label);
	const kept = labels.filter((label, index) => index >= labels.length - 2 || !isVariant(label));
	return kept.join('.');
}

/** Apps of one page keep what they show in the fragment. */
export function isRoute(url: string): boolean {
	return /#[!/]/.test(url);
}

function isSameDocument(one: string, other: string): boolean {
	return withoutFragment(one) === withoutFragment(other);
}

function withoutFragment(url: string): string {
	return url.split('#', 1)[0] ?? '';
}
