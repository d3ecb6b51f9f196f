/** In whole pixels. */
export interface Rect {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** A step of working on a picture; its place is that in the picture as it was taken. */
export interface Edit {
	kind: 'hide' | 'crop';
	rect: Rect;
}

/** A picture, four bytes a pixel: red, green, blue, opacity. */
export interface Pixels {
	data: Uint8ClampedArray<ArrayBuffer>;
	width: number;
	height: number;
}

interface Point {
	x: number;
	y: number;
}

const bytesPerPixel = 4;
/** What is smaller was a slip of the hand. */
const smallest = 4;

/** The rectangle between two corners, out to whole pixels. */
export function span(one: Point, other: Point): Rect {
	const [x, y] = [Math.floor(Math.min(one.x, other.x)), Math.floor(Math.min(one.y, other.y))];
	const [right, bottom] = [Math.ceil(Math.max(one.x, other.x)), Math.ceil(Math.max(one.y, other.y))];
	return { x, y, width: right - x, height: bottom - y };
}

/** What two rectangles have in common. */
export function common(one: Rect, other: Rect): Rect {
	const [x, y] = [Math.max(one.x, other.x), Math.max(one.y, other.y)];
	const right = Math.min(one.x + one.width, other.x + other.width);
	const bottom = Math.min(one.y + one.height, other.y + other.height);
	return { x, y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) };
}

export function isLargeEnough({ width, height }: Rect): boolean {
	return width >= smallest && height >= smallest;
}

/** The part of a picture that is left. */
export function leftOf(size: Pick<Rect, 'width' | 'height'>, edits: readonly Edit[]): Rect {
	const crops = edits.filter(({ kind }) => kind === 'crop');
	return crops.reduce((left, { rect }) => common(left, rect), { x: 0, y: 0, ...size });
}

/** The picture after all steps: what was cropped is gone, and black stands in place of what was hidden. */
export function edited({ data, width, height }: Pixels, edits: readonly Edit[]): Pixels {
	const left = leftOf({ width, height }, edits);
	const line = left.width * bytesPerPixel;
	const result = new Uint8ClampedArray(line * left.height);
	for (let y = 0; y < left.height; y += 1) {
		const from = ((left.y + y) * width + left.x) * bytesPerPixel;
		result.set(data.subarray(from, from + line), y * line);
	}
	for (const { kind, rect } of edits) {
		if (kind === 'hide') blacken(result, left, common(left, rect));
	}
	return { data: result, width: left.width, height: left.height };
}

function blacken(data: Uint8ClampedArray, left: Rect, rect: Rect): void {
	for (let y = rect.y; y < rect.y + rect.height; y += 1) {
		const from = ((y - left.y) * left.width + rect.x - left.x) * bytesPerPixel;
		const to = from + rect.width * bytesPerPixel;
		data.fill(0, from, to);
		for (let at = from + 3; at < to; at += bytesPerPixel) data[at] = 255;
	}
}

/** A rectangle to begin with where there is no pointer to draw one. */
export function firstRect(bounds: Rect): Rect {
	const [width, height] = [Math.ceil(bounds.width / 4), Math.ceil(bounds.height / 4)];
	return {
		x: bounds.x + Math.floor((bounds.width - width) / 2),
		y: bounds.y + Math.floor((bounds.height - height) / 2),
		width,
		height,
	};
}

const directions: Record<string, readonly [number, number]> = {
	ArrowLeft: [-1, 0],
	ArrowRight: [1, 0],
	ArrowUp: [0, -1],
	ArrowDown: [0, 1],
};

export function isArrow(key: string): boolean {
	return key in directions;
}

/** A rectangle after an arrow key, moved or resized by a step, inside of `bounds`. */
export function nudged(rect: Rect, key: string, isResized: boolean, bounds: Rect): Rect {
	const [across, down] = directions[key] ?? [0, 0];
	const step = (side: number): number => Math.max(1, Math.round(side / 40));
	const [dx, dy] = [across * step(bounds.width), down * step(bounds.height)];
	if (isResized) {
		const width = clamp(rect.width + dx, smallest, bounds.x + bounds.width - rect.x);
		const height = clamp(rect.height + dy, smallest, bounds.y + bounds.height - rect.y);
		return { ...rect, width, height };
	}
	return {
		...rect,
		x: clamp(rect.x + dx, bounds.x, bounds.x + bounds.width - rect.width),
		y: clamp(rect.y + dy, bounds.y, bounds.y + bounds.height - rect.height),
	};
}

function clamp(value: number, least: number, most: number): number {
	return Math.max(least, Math.min(most, value));
}
