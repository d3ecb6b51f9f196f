import { describe, expect, it } from 'vitest';
import { pageKey } from './page-key.ts';

const key = pageKey('https://news.example/story?id=7');

describe('pageKey', () => {
	it.each([
		'http://news.example/story?id=7',
		'https://www.news.example/story?id=7',
		'https://m.news.example:443/story?id=7',
		'https://NEWS.example/story/?id=7',
		'https://bob:secret@news.example/story?id=7',
		'https://news.example/story?utm_source=letter&id=7&fbclid=x',
		'https://news.example/story?id=7#part-2',
		'https://news.example/story?id=7#',
		'https://news.example/story?id=7#:~:text=as%20it%20was,told',
		'https://news.example/story?id=7#part-2:~:text=told',
	])('knows the same page by %s', (address) => {
		expect(pageKey(address)).toBe(key);
	});

	it.each([
		'https://news.example/story?id=8',
		'https://news.example/Story?id=7',
		'https://news.example/story',
		'https://news.example:8443/story?id=7',
		'https://other.example/story?id=7',
		'https://news.example/story?id=7#/orders',
	])('knows another page by %s', (address) => {
		expect(pageKey(address)).not.toBe(key);
	});

	it('keeps what an app of one page shows in the fragment', () => {
		expect(pageKey('https://app.example/#!/a')).not.toBe(pageKey('https://app.example/#!/b'));
		expect(pageKey('https://app.example/#/a:~:text=b')).toBe(pageKey('https://app.example/#/a'));
	});

	it.each([
		'',
		'mailto:bob@b.example',
		'chrome://settings',
		'about:blank',
		'file:///a',
		`https://a/${'b'.repeat(2048)}`,
	])('has none for what is no web address: %.30s', (address) => {
		expect(pageKey(address)).toBeUndefined();
	});
});
