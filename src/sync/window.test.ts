import { expect, it } from 'vitest';
import { nextWindow, reachedWindow, smallerWindow, wholeWindow } from './window.ts';

/** The windows that an account of so many rooms is asked for by. */
function windows(count: number): number[] {
	const asked: number[] = [];
	let reached: number | undefined;
	while (reached !== wholeWindow) {
		asked.push(nextWindow(reached));
		reached = reachedWindow(nextWindow(reached), count);
	}
	return asked;
}

it('begins with what is seen at once, and grows until it is whole', () => {
	expect(windows(5)).toEqual([20]);
	expect(windows(20)).toEqual([20]);
	expect(windows(120)).toEqual([20, 60, 180]);
	expect(windows(1_000)).toEqual([20, 60, 180, 380, 580, 780, 980, 1_180]);
	expect(nextWindow(wholeWindow)).toBe(wholeWindow);
});

it('shrinks to one room at the least', () => {
	expect(smallerWindow(wholeWindow)).toBe(200);
	expect(smallerWindow(20)).toBe(6);
	expect(smallerWindow(1)).toBe(1);
});
