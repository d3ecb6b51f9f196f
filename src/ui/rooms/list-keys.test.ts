import { describe, expect, it } from 'vitest';
import { placeAfterKey, searchField } from './list-keys.ts';

const refs = [true, true, false, false, false, false, false].map((isInvite, place) => ({
	roomId: `!${place}:x`,
	isInvite,
}));

describe('placeAfterKey', () => {
	const led = (key: string, at: number) => placeAfterKey(key, at, refs, 3);

	it('goes line by line and stops at the last', () => {
		expect(led('ArrowDown', 2)).toBe(3);
		expect(led('ArrowUp', 3)).toBe(2);
		expect(led('ArrowDown', 6)).toBe(6);
	});
	it('begins below the invites, and leaves upwards for the search field', () => {
		expect(led('ArrowDown', searchField)).toBe(2);
		expect(led('ArrowUp', 2)).toBe(searchField);
	});
	it('goes to both ends and by pages', () => {
		expect([led('Home', 5), led('End', 2)]).toEqual([2, 6]);
		expect([led('PageDown', 2), led('PageDown', 5)]).toEqual([5, 6]);
		expect([led('PageUp', 6), led('PageUp', 3)]).toEqual([3, 2]);
	});
	it('takes no other key, and none where no chat is', () => {
		expect(led('Enter', 2)).toBeUndefined();
		expect(placeAfterKey('Home', 0, refs.slice(0, 2), 3)).toBeUndefined();
	});
});
