import fc from 'fast-check';
import { expect, it } from 'vitest';
import { appendOrders, beforeFirst, fillOrders, gapOrderAfter } from './order.ts';

it('appends above what is there', () => {
	expect(appendOrders(beforeFirst, 3)).toEqual([0, 1, 2]);
	expect(appendOrders(7, 0)).toEqual([]);
});

it('fills a gap from above: the newest takes its place, the rest of the gap stands below', () => {
	expect(fillOrders(10, 3)).toEqual({ orders: [8, 9, 10], gapOrder: 7 });
	expect(fillOrders(10, 0)).toEqual({ orders: [], gapOrder: 10 });
});

it('keeps a history sorted, whatever the sizes of live chunks, gaps and pages', () => {
	const chunks = fc.array(
		fc.record({ live: fc.nat(30), pages: fc.array(fc.nat(50), { maxLength: 20 }), hasGap: fc.boolean() }),
		{ maxLength: 50 },
	);
	fc.assert(
		fc.property(chunks, (history) => {
			let last = beforeFirst;
			const orders: number[] = [];
			for (const { live, pages, hasGap } of history) {
				const below = last;
				let gap = hasGap ? gapOrderAfter(last) : undefined;
				const appended = appendOrders(gap ?? last, live);
				const filled: number[] = [];
				for (const size of gap === undefined ? [] : pages) {
					const fill = fillOrders(gap as number, size);
					filled.unshift(...fill.orders);
					gap = fill.gapOrder;
				}
				if (gap !== undefined) expect(gap).toBeGreaterThan(below);
				orders.push(...filled, ...appended);
				last = appended.at(-1) ?? (hasGap ? gapOrderAfter(below) : below);
			}
			expect(orders).toEqual([...new Set(orders)].sort((a, b) => a - b));
			expect(orders.every(Number.isSafeInteger)).toBe(true);
		}),
	);
});
