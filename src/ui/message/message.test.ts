import { describe, expect, it } from 'vitest';
import { linkParts } from '../../share/link-parts.ts';
import { messageBody, quoteLine } from './body.ts';

describe('messageBody', () => {
	it('reads text with its HTML', () => {
		const content = {
			msgtype: 'm.text',
			body: 'hi',
			format: 'org.matrix.custom.html',
			formatted_body: '<b>hi</b>',
		};
		expect(messageBody('m.room.message', content)).toMatchObject({
			kind: 'text',
			text: 'hi',
			html: '<b>hi</b>',
		});
	});
	it('does not believe HTML of another format', () => {
		const content = { msgtype: 'm.text', body: 'hi', format: 'x', formatted_body: '<b>hi</b>' };
		expect(messageBody('m.room.message', content)).not.toHaveProperty('html');
	});
	it('shows the plain text of a message whose HTML is too large', () => {
		const content = {
			msgtype: 'm.text',
			body: 'hi',
			format: 'org.matrix.custom.html',
			formatted_body: 'x'.repeat(70_000),
		};
		expect(messageBody('m.room.message', content)).not.toHaveProperty('html');
	});
	it('tells a caption from a file name', () => {
		const image = { msgtype: 'm.image', body: 'Look', filename: 'a.png' };
		expect(messageBody('m.room.message', image)).toEqual({ kind: 'image', name: 'a.png', caption: 'Look' });
		expect(messageBody('m.room.message', { msgtype: 'm.image', body: 'a.png' })).toMatchObject({
			caption: '',
		});
	});
	it('reads a file, and believes of it only what makes sense', () => {
		const key = { kty: 'oct', alg: 'A256CTR', k: 'a'.repeat(43), key_ops: ['decrypt'], ext: true };
		const file = { url: 'mxc://a/b', v: 'v2', key, iv: 'AAAA', hashes: { sha256: 'BBBB' } };
		const info = { mimetype: 'image/png', size: -1, w: 20, h: 10, thumbnail_url: 'https://a/b' };
		const image = { msgtype: 'm.image', body: 'a.png', info, file };
		const body = messageBody('m.room.message', image);
		expect(body).toMatchObject({ file: { kind: 'image', url: 'mxc://a/b', width: 20, height: 10 } });
		expect(body).not.toHaveProperty('file.size');
		expect(body).not.toHaveProperty('file.thumbnail');
		const kindOf = (content: Record<string, unknown>): unknown => {
			const read = messageBody('m.room.message', { ...image, ...content });
			return 'file' in read ? read.file?.kind : undefined;
		};
		expect(kindOf({ info: { mimetype: 'image/svg+xml' } })).toBe('file');
		expect(kindOf({ info: undefined })).toBe('image');
		expect(kindOf({ msgtype: 'm.file' })).toBe('file');
		expect(kindOf({ file: { ...file, url: 'https://a/b' } })).toBeUndefined();
		expect(kindOf({ file: { ...file, key: { ...key, k: 'short' } }, url: 'mxc://a/b' })).toBeUndefined();
		expect(kindOf({ file: undefined, url: 'mxc://a/b' })).toBe('image');
	});
	it('drops the quote that older clients put into a reply', () => {
		const content = {
			msgtype: 'm.text',
			body: '> <@bob:x> one\n> two\n\nyes',
			'm.relates_to': { 'm.in_reply_to': { event_id: '$a' } },
		};
		expect(messageBody('m.room.message', content)).toMatchObject({ text: 'yes' });
	});
	it('keeps a quote that somebody wrote themselves', () => {
		expect(messageBody('m.room.message', { msgtype: 'm.text', body: '> one\n\nyes' })).toMatchObject({
			text: '> one\n\nyes',
		});
	});
	it.each([{}, { body: 7 }, { body: null, msgtype: [] }, { 'm.relates_to': 'x' }])(
		'survives %o',
		(content) => {
			expect(messageBody('m.room.message', content)).toMatchObject({ kind: 'text', text: '' });
		},
	);
	it('quotes in one short line', () => {
		expect(quoteLine('m.room.message', { msgtype: 'm.text', body: 'a\n\nb' }).text).toBe('a b');
	});
});

describe('linkParts', () => {
	const links = (text: string) => linkParts(text).flatMap(({ href }) => href ?? []);

	it('leaves the full stop and the bracket outside', () => {
		expect(links('see https://example.org/a. And (https://example.org/b).')).toEqual([
			'https://example.org/a',
			'https://example.org/b',
		]);
	});
	it('keeps brackets that belong to the address', () => {
		expect(links('https://example.org/Rome_(city)')).toEqual(['https://example.org/Rome_(city)']);
	});
	it('makes links of nothing else', () => {
		expect(links('javascript:alert(1) file:///x ftp://x example.org xhttps://a.b')).toEqual([]);
	});
	it('stops at what could turn the text around', () => {
		expect(links('https://example.org/\u202Egpj.exe')).toEqual(['https://example.org/']);
	});
	it('loses nothing of the text', () => {
		const text = 'a https://b.c/d, e\nhttps://f.g';
		expect(
			linkParts(text)
				.map((part) => part.text)
				.join(''),
		).toBe(text);
	});
	// More than a message may hold: what grew with the square of it would not end within the test's time.
	it('comes to an end on hostile input', () => {
		const parts = linkParts(`https://x/${')'.repeat(200_000)}`);
		expect(parts.map(({ text }) => text).join('')).toHaveLength(200_010);
	});
});
