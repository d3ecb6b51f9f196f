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
	it('turns a page, newest first, into the order of time, and goes on', () => {
		expect(fillFromPage(events('c', 'b', 'a'), new Map(), 10, 't2')).toEqual({
			events: events('a', 'b', 'c'),
			prevBatch: 't2',
		});
	});

	it('closes where it meets a known event, and takes nothing from below it', () => {
		expect(fillFromPage(events('d', 'c', 'b', 'a'), new Map([['b', 3]]), 10, 't2')).toEqual({
			events: events('c', 'd'),
		});
	});

	it('goes on when a page begins with what stands above the gap', () => {
		const known = new Map([['d', 11]]);
		expect(fillFromPage(events('d', 'c', 'b'), known, 10, 't2')).toEqual({
			events: events('b', 'c'),
			prevBatch: 't2',
		});
	});

	it('closes at the beginning of the room', () => {
		expect(fillFromPage(events('a'), new Map(), 10, undefined)).toEqual({ events: events('a') });
	});

	it('goes on over an empty page that has an end', () => {
		expect(fillFromPage([], new Map(), 10, 't3')).toEqual({ events: [], prevBatch: 't3' });
	});
});
