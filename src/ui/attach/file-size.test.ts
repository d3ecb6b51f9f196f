import { describe, expect, it } from 'vitest';
import { fitted } from '../../attachment/fitted.ts';
import { boxOf } from '../files/box.ts';
import { zoomed } from '../viewer/zoom.ts';
import { fileSize } from './file-size.ts';

describe('a size in words', () => {
	it('is short, in the unit that fits', () => {
		const sizes = [0, 1, 999, 1000, 52_428_800, 1_500_000_000, 5e13].map((bytes) => fileSize(bytes, 'en'));
		expect(sizes).toEqual(['0 bytes', '1 byte', '999 bytes', '1 kB', '52.4 MB', '1.5 GB', '50,000 GB']);
	});
});

describe('the room of a picture', () => {
	it('keeps its shape, and is neither wider than a message nor too small to click', () => {
		expect(boxOf({ width: 3200, height: 1600 })).toEqual({ width: 320, height: 160 });
		expect(boxOf({ width: 2, height: 100_000 })).toEqual({ width: 48, height: 320 });
		expect(boxOf({})).toEqual({ width: 240, height: 180 });
		expect(fitted(10, 5, 800)).toEqual({ width: 10, height: 5 });
	});
});

describe('zooming', () => {
	it('goes in steps, and ends at both ends', () => {
		expect([zoomed(1, 1), zoomed(1, -1), zoomed(3, -1), zoomed(8, 1)]).toEqual([1.5, 1, 2, 8]);
	});
});
