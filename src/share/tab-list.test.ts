import { describe, expect, it } from 'vitest';
import { listTabs, tabsMarkdown, tabsMessage } from './tab-list.ts';

const tab = (url: string, title = 'Title', incognito = false) => ({ url, title, incognito });

describe('the tabs of a window', () => {
	it('are each listed once, cleaned, without private ones and the browser’s own', () => {
		const tabs = [
			tab('https://a.example/?utm_source=x&id=1', ' One\n of  them '),
			tab('about:config'),
			tab('https://a.example/?id=1', 'Again'),
			tab('https://secret.example/', 'Private', true),
			{ incognito: false },
			tab('https://me:word@b.example/', ''),
		];
		expect(listTabs(tabs, true)).toEqual([
			{ title: 'One of them', url: 'https://a.example/?id=1' },
			{ title: 'https://b.example/', url: 'https://b.example/' },
		]);
		expect(listTabs(tabs, false)).toHaveLength(3);
	});

	it('are one message, as text and as HTML', () => {
		const tabs = listTabs(
			[tab('https://a.example/?a=1&b', '<b>bold</b>'), tab('https://b.example/', '')],
			true,
		);
		expect(tabsMessage(tabs, ' Read\nthese ')).toEqual({
			msgtype: 'm.text',
			body: 'Read\nthese\n\n• <b>bold</b>\nhttps://a.example/?a=1&b\n• https://b.example/',
			format: 'org.matrix.custom.html',
			formatted_body:
				'<p>Read<br>these</p><ul><li><a href="https://a.example/?a=1&amp;b">&lt;b&gt;bold&lt;/b&gt;</a></li><li><a href="https://b.example/">https://b.example/</a></li></ul>',
		});
	});

	it('are a file where a message cannot hold them', () => {
		const many = Array.from({ length: 400 }, (_, index) =>
			tab(`https://a.example/${index}`, 'Long '.repeat(20)),
		);
		expect(tabsMessage(listTabs(many, true), '')).toBeUndefined();
		expect(tabsMarkdown([{ title: 'A [b] *c*', url: 'https://a.example/(1)' }])).toBe(
			'- [A \\[b\\] \\*c\\*](<https://a.example/(1)>)\n',
		);
	});
});
