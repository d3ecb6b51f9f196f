import { describe, expect, it } from 'vitest';
import {
	common,
	type Edit,
	edited,
	firstRect,
	isLargeEnough,
	leftOf,
	nudged,
	type Pixels,
	span,
} from './edits.ts';

/** A picture in which each pixel says where it was: red its column, green its row. */
function picture(width: number, height: number): Pixels {
	const data = new Uint8ClampedArray(width * height * 4);
	for (let at = 0; at < width * height; at += 1) {
		data.set([at % width, Math.floor(at / width), 200, 255], at * 4);
	}
	return { data, width, height };
}

/** Its pixels as `column,row`, or `#` where it is black. */
function inWords({ data, width, height }: Pixels): string[] {
	return Array.from({ length: height }, (_, y) =>
		Array.from({ length: width }, (_, x) => {
			const [red, green, blue, opacity] = data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4);
			expect(opacity).toBe(255);
			return blue === 0 && red === 0 && green === 0 ? '#' : `${red},${green}`;
		}).join(' '),
	);
}

const hide = (x: number, y: number, width: number, height: number): Edit => ({
	kind: 'hide',
	rect: { x, y, width, height },
});
const crop = (x: number, y: number, width: number, height: number): Edit => ({
	...hide(x, y, width, height),
	kind: 'crop',
});

describe('a picture', () => {
	it('stays as it is without steps, and is never changed itself', () => {
		const whole = picture(3, 2);
		expect(edited(whole, []).data).toEqual(whole.data);
		edited(whole, [hide(0, 0, 3, 2)]);
		expect(whole.data).toEqual(picture(3, 2).data);
	});

	it('is black where something was hidden, out to the edges', () => {
		expect(inWords(edited(picture(4, 3), [hide(1, 1, 2, 1), hide(3, -5, 9, 6)]))).toEqual([
			'0,0 1,0 2,0 #',
			'0,1 # # 3,1',
			'0,2 1,2 2,2 3,2',
		]);
	});

	it('holds nothing of what was cropped, and stays black wherever the crop begins', () => {
		const steps = [hide(0, 0, 2, 2), crop(1, 1, 3, 2), hide(3, 2, 1, 1)];
		expect(inWords(edited(picture(5, 4), steps))).toEqual(['# 2,1 3,1', '1,2 2,2 #']);
	});

	it('is cropped by one step within another', () => {
		expect(leftOf({ width: 10, height: 10 }, [crop(2, 2, 6, 6), hide(0, 0, 1, 1), crop(0, 4, 5, 9)])).toEqual(
			{
				x: 2,
				y: 4,
				width: 3,
				height: 4,
			},
		);
	});
});

describe('a rectangle', () => {
	it('reaches out to whole pixels, whichever way it was drawn', () => {
		expect(span({ x: 5.2, y: 1.9 }, { x: 2.7, y: 3.1 })).toEqual({ x: 2, y: 1, width: 4, height: 3 });
		expect(isLargeEnough(span({ x: 1, y: 1 }, { x: 2, y: 90 }))).toBe(false);
	});

	it('has nothing in common with one beside it', () => {
		expect(common({ x: 0, y: 0, width: 2, height: 2 }, { x: 5, y: 5, width: 1, height: 1 })).toMatchObject({
			width: 0,
			height: 0,
		});
	});

	it('moves and grows by arrow keys, and stays inside', () => {
		const bounds = { x: 10, y: 0, width: 80, height: 40 };
		const first = firstRect(bounds);
		expect(first).toEqual({ x: 40, y: 15, width: 20, height: 10 });
		expect(nudged(first, 'ArrowRight', false, bounds)).toEqual({ ...first, x: 42 });
		expect(nudged(first, 'ArrowUp', true, bounds)).toEqual({ ...first, height: 9 });
		expect(nudged({ ...first, x: 10 }, 'ArrowLeft', false, bounds).x).toBe(10);
		expect(nudged({ ...first, width: 50 }, 'ArrowRight', true, bounds).width).toBe(50);
	});
});
