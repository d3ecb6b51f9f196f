import { describe, expect, it } from 'vitest';
import { fillFromPage, joinLive } from './gaps.ts';

const events = (...ids: string[]) => ids.map((id) => ({ event_id: id }));

describe('joinLive', () => {
	it('appends what is new', () => {
		expect(joinLive(events('a', 'b'), new Set(), { isLimited: false })).toEqual({ events: events('a', 'b') });
	});

	it('opens a gap when events are missing', () => {
		const joined = joinLive(events('x', 'y'), new Set(), { isLimited: true, prevBatch: 't' });
		expect(joined).toEqual({ events: events('x', 'y'), prevBatch: 't' });
	});

	it('opens none when a limited answer meets what is known', () => {
		const joined = joinLive(events('b', 'c'), new Set(['b']), { isLimited: true, prevBatch: 't' });
		expect(joined).toEqual({ events: events('c') });
	});

	it('takes the same answer again without a double', () => {
		const joined = joinLive(events('a', 'b', 'b'), new Set(['a', 'b']), { isLimited: false });
		expect(joined.events).toEqual([]);
	});

	it('drops doubles within one answer', () => {
		expect(joinLive(events('a', 'a', 'b'), new Set(), { isLimited: false }).events).toEqual(events('a', 'b'));
	});
});

describe('fillFromPage', () => {
	const above = (known: Record<string, number>, farEdge?: number) =>
		[
			new Map(Object.entries(known)),
			{ from: 'above', order: 10, ...(farEdge !== undefined && { farEdge }) },
		] as const;
	const below = (known: Record<string, number>, farEdge?: number) =>
		[
			new Map(Object.entries(known)),
			{ from: 'below', order: 10, ...(farEdge !== undefined && { farEdge }) },
		] as const;

	it('turns a page, newest first, into the order of time', () => {
		const fill = fillFromPage(events('c', 'b', 'a'), ...above({}));
		expect(fill).toEqual({ events: events('a', 'b', 'c'), meets: false });
	});

	it('meets what is known below, and takes nothing from beyond its far edge', () => {
		const fill = fillFromPage(events('d', 'c', 'b', 'a'), ...above({ b: 3 }, 3));
		expect(fill).toEqual({ events: events('c', 'd'), meets: true });
	});

	it('goes on when a page begins with what stands on its own side', () => {
		const fill = fillFromPage(events('d', 'c', 'b'), ...above({ d: 11 }));
		expect(fill).toEqual({ events: events('b', 'c'), meets: false });
	});

	it('does not take a single delayed event for the other side', () => {
		const fill = fillFromPage(events('d', 'x', 'c'), ...above({ x: 5, y: 3 }, 3));
		expect(fill).toEqual({ events: events('c', 'd'), meets: false });
	});

	it('fills from below in the same way, oldest first', () => {
		expect(fillFromPage(events('a', 'b'), ...below({}, 15))).toEqual({
			events: events('a', 'b'),
			meets: false,
		});
		expect(fillFromPage(events('a', 'b', 'c', 'd'), ...below({ a: 3, c: 11 }, 11))).toEqual({
			events: events('b'),
			meets: true,
		});
	});

	it('leaves what is newer than all that is known to the sync', () => {
		const fill = fillFromPage(events('a', 'b', 'c', 'new'), ...below({ b: 11, c: 12 }, 12));
		expect(fill).toEqual({ events: events('a'), meets: true });
	});

	it('takes nothing from an empty page', () => {
		expect(fillFromPage([], ...above({ a: 3 }, 3))).toEqual({ events: [], meets: false });
	});
});
