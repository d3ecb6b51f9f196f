import { describe, expect, it } from 'vitest';
import { type Article, articleHtml, articleMarkdown, articleMessage } from './article.ts';

const article: Article = {
	title: 'Bees & <b>',
	byline: 'By *Ann*',
	lang: 'ar',
	dir: 'rtl',
	url: 'https://a.example/?a=1&b=2',
	markdown: 'They *dance*.',
	markup: '<p>They <em>dance</em>.</p>',
	isCut: false,
};

describe('an article', () => {
	it('is a Markdown file with title, byline and address on top', () => {
		expect(articleMarkdown(article)).toBe(
			'# Bees \\& \\<b\\>\n\nBy \\*Ann\\*\n\n<https://a.example/?a=1&b=2>\n\nThey *dance*.\n',
		);
		expect(articleMarkdown({ ...article, byline: '', isCut: true })).toMatch(
			/b=2>\n\nThey \*dance\*\.\n\n…\n$/,
		);
	});

	it('is a page that loads nothing, in its own direction', () => {
		const html = articleHtml(article);
		expect(html).toMatch(/^<!doctype html>\n<html lang="ar" dir="rtl">/);
		expect(html).toContain("content=\"default-src 'none';");
		expect(html).toContain('<title>Bees &amp; &lt;b&gt;</title>');
		expect(html).toContain(
			'<h1>Bees &amp; &lt;b&gt;</h1><p>By *Ann*<br><a href="https://a.example/?a=1&amp;b=2">',
		);
		expect(html).toContain(article.markup);
	});

	it('is a message while one can hold it', () => {
		expect(articleMessage(article, ' Look ')).toEqual({
			msgtype: 'm.text',
			body: 'Look\n\nBees & <b>\nBy *Ann*\nhttps://a.example/?a=1&b=2\n\nThey *dance*.',
			format: 'org.matrix.custom.html',
			formatted_body:
				'<p>Look</p><h3>Bees &amp; &lt;b&gt;</h3><p>By *Ann*<br><a href="https://a.example/?a=1&amp;b=2">https://a.example/?a=1&amp;b=2</a></p><p>They <em>dance</em>.</p>',
		});
		expect(articleMessage({ ...article, markdown: 'long '.repeat(10_000) }, '')).toBeUndefined();
		expect(articleMessage({ ...article, isCut: true }, '')).toBeUndefined();
	});
});
