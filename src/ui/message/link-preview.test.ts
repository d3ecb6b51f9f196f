import { describe, expect, it } from 'vitest';
import { readPreviews } from './link-preview.ts';

const url = 'https://example.org/a';
const key = { kty: 'oct', alg: 'A256CTR', k: 'a'.repeat(43), key_ops: ['decrypt'], ext: true };
const file = { url: 'mxc://a/b', v: 'v2', key, iv: 'AAAA', hashes: { sha256: 'BBBB' } };

function read(previews: unknown, text = `Look: ${url}.`, name = 'com.beeper.linkpreviews') {
	return readPreviews({ [name]: previews }, text);
}

describe('readPreviews', () => {
	it('reads what Beeper and the proposal call them', () => {
		const said = { 'og:title': 'Bees', 'og:description': 'They fly.', 'og:site_name': 'Meadow' };
		const image = { 'og:image:type': 'image/png', 'matrix:image:size': 9, 'og:image:alt': 'A bee' };
		const read1 = read([{ matched_url: url, ...said, ...image, 'beeper:image:encryption': file }]);
		const names = { 'matrix:matched_url': url, 'matrix:image:encryption': file };
		const read2 = read([{ ...names, ...said, ...image }], url, 'm.url_previews');
		expect(read1).toMatchObject([
			{
				url,
				title: 'Bees',
				description: 'They fly.',
				siteName: 'Meadow',
				picture: { url: 'mxc://a/b', type: 'image/png', size: 9, alt: 'A bee' },
			},
		]);
		expect(read2).toEqual(read1);
	});

	it('reads a picture in clear', () => {
		const [preview] = read([
			{ matched_url: url, 'og:title': 'Bees', 'og:image': 'mxc://a/b', 'matrix:image:size': 9 },
		]);
		expect(preview?.picture).toEqual({ url: 'mxc://a/b', type: 'image/jpeg', size: 9, alt: '' });
	});

	it.each([
		['on the web', { 'og:image': 'https://a/b.png' }],
		['that draws by rules of its own', { 'og:image': 'mxc://a/b', 'og:image:type': 'image/svg+xml' }],
		['of unknown size', { 'og:image': 'mxc://a/b', 'matrix:image:size': undefined }],
		['that is large', { 'og:image': 'mxc://a/b', 'matrix:image:size': 1e8 }],
		['with half a key', { 'beeper:image:encryption': { ...file, iv: 7 }, 'og:image': 'mxc://a/b' }],
	])('takes no picture %s', (_what, image) => {
		const [preview] = read([{ matched_url: url, 'og:title': 'Bees', 'matrix:image:size': 9, ...image }]);
		expect(preview).toEqual({ url, title: 'Bees' });
	});

	it('shows none of what is not linked in the message, or leads elsewhere', () => {
		const title = { 'og:title': 'Bees' };
		expect(read([{ matched_url: 'https://example.org/b', ...title }])).toEqual([]);
		expect(read([{ matched_url: 'https://example.org/', ...title }])).toEqual([]);
		expect(read([{ matched_url: 'javascript:alert(1)', ...title }], 'javascript:alert(1)')).toEqual([]);
		expect(read([{ matched_url: url, 'og:url': 'https://evil.example/', ...title }])).toEqual([
			{ url, title: 'Bees' },
		]);
		expect(read([{ matched_url: `${url}.`, ...title }], `Bees\n${url}.`)).toHaveLength(1);
	});

	it('cuts and cleans what is said', () => {
		const [preview] = read([{ matched_url: url, 'og:title': `a\u202E\nb${'c'.repeat(50_000)}` }]);
		expect(preview?.title).toHaveLength(300);
		expect(preview?.title.startsWith('a bccc')).toBe(true);
	});

	it('shows each once, and three at most', () => {
		const urls = [1, 2, 3, 4, 5].map((at) => `https://example.org/${at}`);
		const previews = [...urls, ...urls].map((one) => ({ matched_url: one, 'og:title': one }));
		expect(read(previews, urls.join(' ')).map((preview) => preview.url)).toEqual(urls.slice(0, 3));
	});

	it.each([
		undefined,
		'x',
		7,
		{},
		[],
		[null, 7, 'x', [], {}],
		[{ matched_url: 7, 'og:title': [] }],
		[{ matched_url: url }],
	])('survives %j', (previews) => {
		expect(read(previews)).toEqual([]);
	});
});
