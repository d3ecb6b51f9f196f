import { expect, it } from 'vitest';
import { toMarkdown } from './markdown.ts';

it('writes headings, links, lists, quotes and code', () => {
	const html = `<h2>What <em>is</em></h2><p>Read <a href="https://a.example/?a=(1)">all of <b>it</b></a>.<br>Now</p>
		<ul><li>one</li><li>two</li></ul><blockquote><p>said</p></blockquote><pre><code class="language-js">a &lt; b;
c</code></pre><p><del>gone</del></p>`;
	expect(toMarkdown(html)).toBe(
		[
			'## What *is*',
			'Read [all of **it**](https://a.example/?a=\\(1\\)).  \nNow',
			'-   one\n-   two',
			'> said',
			'```js\na < b;\nc\n```',
			'~~gone~~',
		].join('\n\n'),
	);
});

it('writes tables', () => {
	const html =
		'<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td><p>1</p></td><td>x | y</td></tr></tbody></table>';
	expect(toMarkdown(html)).toBe('| A | B |\n| --- | --- |\n| 1 | x \\| y |');
});

it('lets no text become markup', () => {
	expect(toMarkdown('<p>&lt;img src=x onerror=alert(1)&gt; &amp;lt; # *a* [b](c)</p>')).toBe(
		'\\<img src=x onerror=alert(1)> \\&lt; # \\*a\\* \\[b\\](c)',
	);
});
