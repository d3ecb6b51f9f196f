import { describe, expect, it } from 'vitest';
import { pageAddress } from './page-address.ts';

const url = 'https://example.org/articles/bees?utm_source=mail';
const address = (canonicalUrl: string, changes: { url?: string; loadedUrl?: string } = {}): string =>
	pageAddress({ url, canonicalUrl, ...changes });

describe('pageAddress', () => {
	it('is the canonical one of the same site', () => {
		expect(address('https://example.org/bees')).toBe('https://example.org/bees');
		expect(address('https://www.example.org/bees')).toBe('https://www.example.org/bees');
		expect(address('https://en.wiki.example/Bee', { url: 'https://en.m.wiki.example/Bee' })).toBe(
			'https://en.wiki.example/Bee',
		);
	});

	it('believes no other site, no front page, and no step back to http', () => {
		const own = 'https://example.org/articles/bees';
		for (const canonical of [
			'https://evil.example/bees',
			'https://example.org.evil.example/bees',
			'https://other.example.org/bees',
			'https://example.org:8443/bees',
			'http://example.org/bees',
			'https://example.org/',
			'javascript:alert(1)',
			'',
		]) {
			expect(address(canonical)).toBe(own);
		}
		expect(address('https://example.org/', { url: 'https://example.org/?from=mail' })).toBe(
			'https://example.org/',
		);
	});

	it('does not take what an app left in its head for the view that it shows now', () => {
		const shown = { url: 'https://example.org/b', loadedUrl: 'https://example.org/a' };
		expect(address('https://example.org/a', shown)).toBe(shown.url);
		expect(address('https://example.org/app', { url: 'https://example.org/app?x=1#/inbox' })).toBe(
			'https://example.org/app?x=1#/inbox',
		);
	});

	it('takes the canonical one when only the place in the page has changed since', () => {
		expect(address('https://example.org/bees', { url: `${url}#diet`, loadedUrl: url })).toBe(
			'https://example.org/bees#diet',
		);
	});

	it('keeps the place in the page, but not its top', () => {
		expect(pageAddress({ url: `${url}#diet` })).toBe('https://example.org/articles/bees#diet');
		expect(pageAddress({ url: `${url}#top` })).toBe('https://example.org/articles/bees');
	});

	it('leaves alone what is no web address', () => {
		expect(pageAddress({ url: 'about:config' })).toBe('about:config');
	});
});
