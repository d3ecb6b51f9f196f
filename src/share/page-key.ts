import { cleanAddress } from './clean-address.ts';
import { isWebAddress, longestUrl } from './page.ts';
import { isRoute, siteOf } from './page-address.ts';

/**
 * What two addresses have in common that show the same page: without scheme, names and passwords, the names of a
 * site's other faces (`www.`, `m.`), tracking, a slash at the end, and the place in the page. Undefined for what
 * is no web address.
 */
export function pageKey(address: string): string | undefined {
	if (address.length > longestUrl || !isWebAddress(address)) return undefined;
	const url = new URL(cleanAddress(withoutTextFragment(address)));
	const hash = isRoute(url.href) ? url.hash : '';
	return `${siteOf(url)}${url.pathname.replace(/\/+$/, '')}${url.search}${hash}`;
}

/** Source: WICG Scroll to Text Fragment, "The fragment directive". */
function withoutTextFragment(address: string): string {
	return address.replace(/(#.*?):~:.*$/s, '$1');
}
