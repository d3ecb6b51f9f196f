import { describe, expect, it } from 'vitest';
import { isQuoteMarkup, mapLinks, type QuoteBlock, type QuoteRun, toQuote } from './quote.ts';

const run = (text: string, changes: Partial<QuoteRun> = {}): QuoteRun => ({ text, marks: [], ...changes });
const block = (kind: QuoteBlock['kind'], text: string, number?: number): QuoteBlock => ({
	kind,
	...(number !== undefined && { number }),
	runs: [run(text)],
});

describe('toQuote', () => {
	it('leaves one paragraph without a tag of its own', () => {
		const runs = [
			run('See '),
			run('the <map>', { marks: ['strong', 'em'], href: 'https://example.org/?a=1&b="2"' }),
			run('\nand go'),
		];
		expect(toQuote([{ kind: 'p', runs }])).toEqual({
			text: 'See the <map>\nand go',
			html: 'See <a href="https://example.org/?a=1&amp;b=&quot;2&quot;"><em><strong>the &lt;map&gt;</strong></em></a><br>and go',
		});
	});

	it('puts items of one list together, with their numbers', () => {
		const blocks = [
			block('h2', 'Steps'),
			block('li', 'go', 2),
			block('li', 'stop', 3),
			block('li', 'else'),
			block('pre', 'a <\n b'),
		];
		expect(toQuote(blocks)).toEqual({
			text: 'Steps\n\n2. go\n3. stop\n• else\n\na <\n b',
			html: '<h2>Steps</h2><ol start="2"><li>go</li><li>stop</li></ol><ul><li>else</li></ul><pre><code>a &lt;\n b</code></pre>',
		});
	});

	it('writes nothing but quote markup, whatever it is given', () => {
		const hostile = `</blockquote><script>"'&<b`;
		const blocks: QuoteBlock[] = (['p', 'pre', 'li', 'h1'] as const).map((kind) => ({
			kind,
			runs: [run(hostile, { href: `https://example.org/${hostile}`, marks: ['code', 'sup'] })],
		}));
		expect(isQuoteMarkup(toQuote(blocks).html)).toBe(true);
	});
});

describe('isQuoteMarkup', () => {
	it('knows no other tag, attribute or kind of address', () => {
		for (const html of [
			'<script>',
			'<img src=x>',
			'<p class="x">',
			'<a href="javascript:x">',
			'<a href="https://x" onclick="x">',
			'<P>',
			'<ol start="-1">',
			'<',
			'<!-- -->',
		]) {
			expect(isQuoteMarkup(html)).toBe(false);
		}
		expect(isQuoteMarkup('<p>a<br><a href="http://x/?a&amp;b">&lt;</a></p>')).toBe(true);
	});
});

describe('mapLinks', () => {
	it('writes addresses anew, as what they mean', () => {
		const html = '<a href="https://x/?a=1&amp;b=%22">x</a> https://y/';
		expect(mapLinks(html, (address) => `${address}&c="`)).toBe(
			'<a href="https://x/?a=1&amp;b=%22&amp;c=&quot;">x</a> https://y/',
		);
	});
});
