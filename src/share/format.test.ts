import { describe, expect, it } from 'vitest';
import { formatShare } from './format.ts';

const page = { kind: 'page', title: 'A paper', url: 'https://www.example.org/a' } as const;

describe('formatShare', () => {
	it('puts the comment above the title and the address', () => {
		expect(formatShare(page, ' Look at this ')).toEqual({
			msgtype: 'm.text',
			body: 'Look at this\n\nA paper\nhttps://www.example.org/a',
			format: 'org.matrix.custom.html',
			formatted_body:
				'<p>Look at this</p><p><a href="https://www.example.org/a">A paper</a><br>example.org</p>',
			// No homeserver is to be asked for a preview.
			'com.beeper.linkpreviews': [],
		});
	});

	it('brings the preview of its address along, as it stands in the body', () => {
		const shared = {
			...page,
			url: 'https://me:secret@www.example.org/a#:~:text=b',
			preview: {
				title: 'A\n\u202Epaper',
				siteName: 'Papers',
				description: 'On x',
				pictureUrl: 'https://c/d',
			},
		};
		const picture = {
			file: { url: 'upload:preview' },
			type: 'image/jpeg',
			size: 9,
			width: 4,
			height: 3,
			alt: '',
		};
		const { body, 'com.beeper.linkpreviews': previews } = formatShare(shared, 'Look', picture);
		const url = 'https://www.example.org/a#:~:text=b';
		expect(body).toContain(url);
		expect(previews).toEqual([
			{
				matched_url: url,
				'og:url': url,
				'og:title': 'A paper',
				'og:site_name': 'Papers',
				'og:description': 'On x',
				'beeper:image:encryption': picture.file,
				'og:image:type': 'image/jpeg',
				'og:image:width': 4,
				'og:image:height': 3,
				'matrix:image:size': 9,
			},
		]);
	});

	it('leaves out an empty comment', () => {
		expect(formatShare(page, '  \n').body).toBe('A paper\nhttps://www.example.org/a');
	});

	it('quotes each line of a selection', () => {
		const { body, formatted_body } = formatShare({ ...page, kind: 'selection', text: 'one\r\n\r\ntwo' }, '');
		expect(body).toContain('> one\n>\n> two');
		expect(formatted_body).toContain('<blockquote>one<br><br>two</blockquote>');
	});

	it('escapes markup in titles, comments and selections', () => {
		const { formatted_body } = formatShare(
			{ ...page, title: '<img src=x onerror=alert(1)>', text: '</blockquote><script>' },
			`"it's" & <b>`,
		);
		expect(formatted_body).not.toMatch(/<(img|script|b)\b/);
		expect(formatted_body).toContain('&quot;it&#39;s&quot; &amp; &lt;b&gt;');
	});

	it('cannot be broken out of by a quote in the address', () => {
		const { formatted_body } = formatShare({ ...page, url: 'https://example.org/?q="><svg onload=x>' }, '');
		expect(formatted_body).not.toContain('<svg');
	});

	it('never makes a link of an address that could run or open something', () => {
		for (const url of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'not an address']) {
			const { body, formatted_body } = formatShare({ kind: 'link', title: 'Click', url }, '');
			expect(formatted_body).not.toContain('<a ');
			expect(body).toBe(`Click\n${url}`);
		}
	});

	it('does not say an address twice when there is no title', () => {
		const { body, formatted_body } = formatShare({ ...page, title: '' }, '');
		expect(body).toBe('https://www.example.org/a');
		expect(formatted_body).toBe('<p><a href="https://www.example.org/a">https://www.example.org/a</a></p>');
	});

	it('leaves no name or password of the address in the message', () => {
		const { body, formatted_body } = formatShare({ ...page, url: 'https://me:secret@example.org/' }, '');
		expect(`${body}${formatted_body}`).not.toMatch(/secret|me:/);
	});

	it('keeps right-to-left titles on a line of their own', () => {
		const { body } = formatShare({ ...page, title: 'مرحبا بالعالم' }, '');
		expect(body).toBe('مرحبا بالعالم\nhttps://www.example.org/a');
	});

	it('folds line breaks of a title', () => {
		expect(formatShare({ ...page, title: ' A\n\tpaper ' }, '').body).toMatch(/^A paper\n/);
	});

	it('cuts a huge selection, not inside a character, and stays below what an event may hold', () => {
		const { body, formatted_body } = formatShare({ ...page, text: '😀'.repeat(100_000) }, '');
		expect(String(body)).toMatch(/😀…$/u);
		expect(String(body).length).toBeLessThan(5000);
		expect(new TextEncoder().encode(`${body}${formatted_body}`).length).toBeLessThan(40_000);
	});

	it('takes a quote with its looks only in the tags that quotes have', () => {
		const text = 'one two';
		const html = 'one <a href="https://example.org/">two</a>';
		expect(formatShare({ ...page, text, html }, '').formatted_body).toContain(
			`<blockquote>${html}</blockquote>`,
		);
		for (const hostile of [
			'<img src="x">',
			'<a href="javascript:x">two</a>',
			'<p onclick="x">',
			'</blockquote>',
			'<',
		]) {
			expect(formatShare({ ...page, text, html: hostile }, '').formatted_body).toContain(
				'<blockquote>one two</blockquote>',
			);
		}
	});

	it('gives up first the looks and then the end of a quote for a comment that fills the event', () => {
		const full = { ...page, text: '字'.repeat(4000), html: `<em>${'字'.repeat(4000)}</em>` };
		const bytes = (comment: string): number =>
			new TextEncoder().encode(JSON.stringify(formatShare(full, comment))).length;
		expect(formatShare(full, '').formatted_body).toContain('<em>字');
		for (const length of [0, 2000, 4000, 6000, 8000]) expect(bytes('字'.repeat(length))).toBeLessThan(45_000);
		expect(formatShare(full, '字'.repeat(6000)).body).toMatch(/> 字{399}…$/);
		expect(formatShare(full, '字'.repeat(8000))).toEqual({
			msgtype: 'm.text',
			body: `${'字'.repeat(8000)}\n\nA paper\nhttps://www.example.org/a`,
		});
	});

	it('keeps a long address whole or drops its query, never half of it', () => {
		const { body } = formatShare({ ...page, url: `https://example.org/a?${'q'.repeat(3000)}` }, '');
		expect(body).toBe('A paper\nhttps://example.org/a');
	});

	it('says where a video was', () => {
		const foundOn = { title: 'Bees', url: 'https://example.org/bees' };
		const { body, formatted_body } = formatShare(
			{ kind: 'video', title: 'bees.ogg', url: 'https://media.example/bees.ogg', foundOn },
			'',
		);
		expect(body).toBe('bees.ogg\nhttps://media.example/bees.ogg\n\nBees\nhttps://example.org/bees');
		expect(formatted_body).toBe(
			'<p><a href="https://media.example/bees.ogg">bees.ogg</a><br>media.example</p><p><a href="https://example.org/bees">Bees</a><br>example.org</p>',
		);
	});
});
