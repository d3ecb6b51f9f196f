import { expect, it } from 'vitest';
import { mostNew, nextWindow, reachedWindow, smallerGrowth, wholeWindow } from './window.ts';

/** The windows that an account of so many rooms is asked for by. */
function windows(count: number, most = mostNew): number[] {
	const asked: number[] = [];
	let reached: number | undefined;
	while (reached !== wholeWindow) {
		asked.push(nextWindow(reached, most));
		reached = reachedWindow(nextWindow(reached, most), count);
	}
	return asked;
}

it('begins with what is seen at once, and grows until it is whole', () => {
	expect(windows(5)).toEqual([20]);
	expect(windows(20)).toEqual([20]);
	expect(windows(120)).toEqual([20, 60, 180]);
	expect(windows(1_000)).toEqual([20, 60, 180, 380, 580, 780, 980, 1_180]);
	expect(nextWindow(wholeWindow, mostNew)).toBe(wholeWindow);
});

it('grows by fewer rooms where answers are late, and by one at the least', () => {
	expect(smallerGrowth(undefined, 20)).toBe(6);
	expect(smallerGrowth(60, 180)).toBe(40);
	expect(smallerGrowth(6, 7)).toBe(1);
	expect(windows(30, 6)).toEqual([6, 12, 18, 24, 30]);
});
