import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capacity, settle, stretch, type TimelineWindow, widenDown, widenUp } from './timeline-window.ts';

const total = 1000;

/** The orders that a window shows of rows 0 to `total` - 1. */
function shown({ from, to }: TimelineWindow): number[] {
	const all = Array.from({ length: total }, (_, order) => order);
	if (from === undefined) return all.slice(-stretch);
	return all.filter((order) => order >= from && order <= (to ?? total));
}

function up(window: TimelineWindow): TimelineWindow {
	const [oldest = 0] = shown(window);
	const older = Array.from({ length: Math.min(stretch, oldest) }, (_, index) => oldest - stretch + index);
	return widenUp(
		window,
		shown(window),
		older.filter((order) => order >= 0),
	);
}

function down(window: TimelineWindow): TimelineWindow {
	const newest = shown(window).at(-1) ?? 0;
	const newer = Array.from({ length: stretch }, (_, index) => newest + 1 + index).filter((n) => n < total);
	return widenDown(shown(window), newer, newer.length < stretch);
}

describe('the window on a timeline', () => {
	it('reaches the first row upwards, and lets the newest go', () => {
		let window: TimelineWindow = {};
		for (let step = 0; step < total / stretch; step += 1) window = up(window);
		expect(shown(window)[0]).toBe(0);
		expect(shown(window)).toHaveLength(capacity);
		expect(window.to).toBe(capacity - 1);
	});

	it('reaches the end downwards, and then follows it', () => {
		let window: TimelineWindow = { from: 0, to: capacity - 1 };
		for (let step = 0; step < total / stretch; step += 1) window = down(window);
		expect(window.to).toBeUndefined();
		expect(shown(window).at(-1)).toBe(total - 1);
	});

	it('never holds more than its capacity and never tears, however one goes', () => {
		fc.assert(
			fc.property(fc.array(fc.boolean(), { maxLength: 60 }), (ways) => {
				let window: TimelineWindow = {};
				for (const isUp of ways) {
					const before = shown(window);
					window = isUp ? up(window) : down(window);
					const after = shown(window);
					expect(after.length).toBeLessThanOrEqual(capacity);
					expect((after.at(-1) ?? 0) - (after[0] ?? 0)).toBe(after.length - 1);
					expect(after.some((order) => before.includes(order))).toBe(true);
				}
			}),
		);
	});
});

describe('a window that grows by itself', () => {
	const grown = Array.from({ length: capacity + stretch + 10 }, (_, order) => order);

	it('stays while that is little', () => {
		const window = { from: 0 };
		expect(settle(window, grown.slice(0, capacity), 3)).toBe(window);
	});
	it('keeps the newest at the end', () => {
		expect(settle({ from: 0 }, grown, undefined)).toEqual({ from: stretch + 10 });
	});
	it('keeps what one looks at', () => {
		expect(settle({ from: 0 }, grown, 3)).toEqual({ from: 0, to: capacity - 1 });
		expect(settle({ from: 0, to: 900 }, grown, 120)).toEqual({ from: 20, to: capacity + 19 });
	});
});
