import { describe, expect, it } from 'vitest';
import { messageLinks } from './message-links.ts';

const html = (formatted_body: string) =>
	messageLinks({ body: 'Look', format: 'org.matrix.custom.html', formatted_body });

describe('messageLinks', () => {
	it('finds pages in plain text, each once', () => {
		const body = 'See https://a.example/x, (https://b.example/y?id=1) and http://www.a.example/x#top.';
		expect(messageLinks({ body })).toEqual(['a.example/x', 'b.example/y?id=1']);
	});

	it('finds pages in HTML, and takes apart what is written for it', () => {
		expect(
			html(
				'<p><a class="x" href="https://a.example/?a=1&amp;b=2">one</a> <A HREF=\'https://b.example/\'>two</A></p>',
			),
		).toEqual(['a.example?a=1&b=2', 'b.example']);
	});

	it('finds nothing in what is no link', () => {
		expect(messageLinks({ body: 'Hello', formatted_body: 7 })).toEqual([]);
		expect(messageLinks({ body: ['https://a.example'] })).toEqual([]);
		expect(
			html(
				'<img src="https://a.example/x"> <a href="javascript:alert(1)">x</a> <a title="https://b.example">y</a>',
			),
		).toEqual([]);
	});

	it('leaves out what a reply quotes', () => {
		const relates = { 'm.relates_to': { 'm.in_reply_to': { event_id: '$a' } } };
		const body = '> <@bob:b> https://a.example/x\n\nAnd https://b.example';
		const formatted_body =
			'<mx-reply><a href="https://a.example/x">x</a></mx-reply>And <a href="https://b.example">y</a>';
		expect(messageLinks({ body, formatted_body, ...relates })).toEqual(['b.example']);
		expect(messageLinks({ body: '> https://a.example/x' })).toEqual(['a.example/x']);
	});

	it('finds so many at most, and looks no further into a long message', () => {
		const many = Array.from({ length: 40 }, (_, index) => `https://a.example/${index}`);
		expect(messageLinks({ body: many.join(' ') })).toHaveLength(10);
		expect(messageLinks({ body: `${'x'.repeat(20_000)} https://a.example` })).toEqual([]);
	});

	it.each([
		'<a '.repeat(7_000),
		'<a href="'.repeat(3_000),
		'<a href="x'.repeat(3_000),
		`<mx-reply>${'<a'.repeat(9_000)}`,
	])('is quick about hostile HTML: %.12s', (formatted_body) => {
		const begin = performance.now();
		html(formatted_body);
		expect(performance.now() - begin).toBeLessThan(500);
	});
});
