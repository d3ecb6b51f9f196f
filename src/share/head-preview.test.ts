import { describe, expect, it } from 'vitest';
import { headPreview } from './head-preview.ts';
import { tidyPreview } from './page-preview.ts';

const head = {
	title: 'All about bees',
	siteName: 'The Meadow',
	description: 'They fly.',
	pictureUrl: 'https://a/bee.png',
};

describe('headPreview', () => {
	it('is what the head says', () => {
		const url = 'https://a/bees';
		expect(headPreview({ title: 'Bees', url, loadedUrl: url, head })).toEqual(head);
		expect(headPreview({ title: 'Bees', url, head: { siteName: 'The Meadow' } })).toEqual({
			title: 'Bees',
			siteName: 'The Meadow',
		});
	});

	it('is the title alone where an app has moved on, or nothing could be read', () => {
		const facts = { title: 'Order 7', url: 'https://a/orders/7', loadedUrl: 'https://a/' };
		expect(headPreview({ ...facts, head })).toEqual({ title: 'Order 7' });
		expect(headPreview(facts)).toEqual({ title: 'Order 7' });
	});
});

describe('tidyPreview', () => {
	it('cuts what is too long, and makes lines of what is none', () => {
		const preview = tidyPreview({
			title: 'long '.repeat(200_000),
			siteName: 'Three\n lines\u0000 \u202Eof it',
			description: 'x'.repeat(5000),
			pictureUrl: `https://a/${'x'.repeat(5000)}`,
		});
		expect(preview).toEqual({
			title: `${'long '.repeat(60).slice(0, 299)}…`,
			siteName: 'Three lines of it',
			description: `${'x'.repeat(499)}…`,
		});
	});

	it('says nothing twice, and is none where it says nothing', () => {
		expect(tidyPreview({ title: 'Bees', siteName: 'Bees', description: 'Bees' })).toEqual({ title: 'Bees' });
		expect(tidyPreview({ title: ' \n', siteName: 'Bees' })).toBeUndefined();
	});
});
