import { describe, expect, it } from 'vitest';
import { pageFromMenu } from './from-menu.ts';

const tab = { title: 'A paper', url: 'https://example.org/a' };

describe('pageFromMenu', () => {
	it('shares the page when nothing else was clicked', () => {
		expect(pageFromMenu({}, tab, true)).toEqual({
			kind: 'page',
			title: 'A paper',
			url: 'https://example.org/a',
		});
	});

	it('prefers the selection over the link below it', () => {
		const page = pageFromMenu({ selectionText: 'words', linkUrl: 'https://example.org/b' }, tab, true);
		expect(page).toMatchObject({ kind: 'selection', text: 'words', url: 'https://example.org/a' });
	});

	it('names an image by its file', () => {
		const click = { mediaType: 'image', srcUrl: 'https://example.org/i/a%20cat.png?x=1' };
		expect(pageFromMenu(click, tab, true)).toMatchObject({ kind: 'image', title: 'a cat.png' });
	});

	it('shares the page in place of an image that has no address', () => {
		expect(pageFromMenu({ mediaType: 'image', srcUrl: 'data:image/png;base64,AA' }, tab, true).kind).toBe(
			'page',
		);
	});

	it.each(['video', 'audio'])('shares a %s with the page that it is on', (mediaType) => {
		const click = {
			mediaType,
			srcUrl: 'https://media.example/bees.ogg?utm_source=x',
			linkUrl: 'https://example.org/b',
		};
		const watched = { title: ' Bees\nin sun ', url: 'https://example.org/watch?utm_source=x&id=1' };
		expect(pageFromMenu(click, watched, true)).toEqual({
			kind: mediaType,
			title: 'bees.ogg',
			url: 'https://media.example/bees.ogg',
			isCleaned: true,
			foundOn: { title: 'Bees in sun', url: 'https://example.org/watch?id=1' },
		});
		expect(pageFromMenu({ mediaType, srcUrl: 'blob:https://example.org/1' }, watched, true).kind).toBe(
			'page',
		);
	});

	it('survives a file name that is not well encoded', () => {
		const click = { mediaType: 'image', srcUrl: 'https://example.org/%E0%A4%A.png' };
		expect(pageFromMenu(click, tab, true).title).toBe('%E0%A4%A.png');
	});

	it('leaves tracking out of the address, unless the person wants it as it is', () => {
		const click = { linkUrl: 'https://example.org/b?utm_source=x' };
		expect(pageFromMenu(click, tab, true)).toMatchObject({ url: 'https://example.org/b', isCleaned: true });
		expect(pageFromMenu(click, tab, false)).toEqual({ kind: 'link', title: '', url: click.linkUrl });
	});

	it('takes a link without text', () => {
		expect(pageFromMenu({ linkUrl: 'https://example.org/b' }, tab, true)).toEqual({
			kind: 'link',
			title: '',
			url: 'https://example.org/b',
		});
	});
});
