import { expect, it } from 'vitest';
import { shownPage } from './shown-page.ts';

it.each([
	['https://a/b', 'https://a/b', 'refused'],
	['https://a/b.PDF?c=d#page=2', 'https://a/b.PDF?c=d#page=2', 'pdf'],
	['view-source:https://a/b', 'https://a/b', 'refused'],
	['about:reader?url=https%3A%2F%2Fa%2Fb%3Fc%3Dd', 'https://a/b?c=d', 'reader'],
	['about:reader?', '', 'reader'],
	['chrome://version/', 'chrome://version/', 'refused'],
	['', '', 'refused'],
])('%s is a view of the page %s', (tabUrl, url, limit) => {
	expect(shownPage(tabUrl)).toEqual({ url, limit });
});
