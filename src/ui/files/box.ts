import { fitted } from '../../attachment/fitted.ts';

const side = 320;
const unknown = { width: 240, height: 180 };
/** What is smaller could not be clicked. */
const least = 48;

/** The room that a picture takes in a message, in px, known before the picture is here. */
export function boxOf({ width, height }: { width?: number; height?: number }): {
	width: number;
	height: number;
} {
	const box = width && height ? fitted(width, height, side) : unknown;
	return { width: Math.max(least, box.width), height: Math.max(least, box.height) };
}
