import { describe, expect, it } from 'vitest';
import { cleanAddress } from './clean-address.ts';

describe('cleanAddress', () => {
	it('leaves out what campaigns and clicks add, on every site', () => {
		const address =
			'https://example.org/a?utm_source=x&utm_medium=mail&id=7&fbclid=1&gclid=2&msclkid=3&mc_eid=4';
		expect(cleanAddress(address)).toBe('https://example.org/a?id=7');
		expect(cleanAddress('https://example.org/a?utm_source=x#part')).toBe('https://example.org/a#part');
		expect(cleanAddress('https://example.org/a#xtor=RSS-1')).toBe('https://example.org/a');
	});

	it('leaves out what a site adds, and that only there', () => {
		expect(cleanAddress('https://www.youtube.com/watch?v=abc&t=42s&feature=share')).toBe(
			'https://www.youtube.com/watch?v=abc&t=42s',
		);
		expect(cleanAddress('https://example.org/watch?v=abc&feature=share')).toBe(
			'https://example.org/watch?v=abc&feature=share',
		);
		expect(cleanAddress('https://www.amazon.com/dp/B01/ref=sr_1_1?psc=1&th=1')).toBe(
			'https://www.amazon.com/dp/B01?th=1',
		);
	});

	it('keeps all else letter by letter', () => {
		for (const address of [
			'https://example.org/?q=a%20b+c&flag&empty=&x=%7E',
			'https://example.org/#/route?utm_source=of-the-app',
			'https://example.org/#map=5/51.5/-0.1&layers=N',
			'https://example.org/%E0%A4%A?%E0%A4%A=1',
			'https://example.org/?utm_source',
		]) {
			expect(cleanAddress(address)).toBe(address);
			expect(cleanAddress(address.replace('#', '?fbclid=1#'))).toBe(address);
		}
	});

	it('never follows an address inside of an address', () => {
		const address = 'https://www.google.com/url?url=https://evil.example/&q=https://evil.example/';
		expect(new URL(cleanAddress(address)).host).toBe('www.google.com');
	});

	it('answers the same each time', () => {
		const address = 'https://artist.bandcamp.com/track/a?from=search';
		expect([1, 2, 3].map(() => cleanAddress(address))).toEqual(
			Array(3).fill('https://artist.bandcamp.com/track/a'),
		);
	});

	it('leaves alone what is no address', () => {
		expect(cleanAddress('not an address')).toBe('not an address');
	});
});
