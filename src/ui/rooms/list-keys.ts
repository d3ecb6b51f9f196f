import type { RoomRef } from './room-order.ts';

/** Above the first line. */
export const searchField = -1;

/**
 * Where a key leads among the lines of the list, past invites: up and down by one or by `page` lines, Home
 * and End to the ends; up from the first line to the search field.
 * @param at place of the line that has the focus; -1 for none
 * @returns the place, or `searchField`; undefined when the key is none of these
 */
export function placeAfterKey(
	key: string,
	at: number,
	refs: readonly RoomRef[],
	page: number,
): number | undefined {
	const first = lineFrom(refs, 0, 1);
	const last = lineFrom(refs, refs.length - 1, -1);
	if (first === undefined || last === undefined) return undefined;
	switch (key) {
		case 'ArrowDown':
			return lineFrom(refs, at + 1, 1) ?? last;
		case 'ArrowUp':
			return at <= first ? searchField : (lineFrom(refs, at - 1, -1) ?? searchField);
		case 'PageDown':
			return lineFrom(refs, Math.min(at + page, last), -1) ?? last;
		case 'PageUp':
			return lineFrom(refs, Math.max(at - page, first), 1) ?? first;
		case 'Home':
			return first;
		case 'End':
			return last;
		default:
			return undefined;
	}
}

function lineFrom(refs: readonly RoomRef[], from: number, step: 1 | -1): number | undefined {
	for (let place = from; place >= 0 && place < refs.length; place += step) {
		if (!refs[place]?.isInvite) return place;
	}
	return undefined;
}

/** Whether the key press would write a character, so that typing anywhere can search. */
export function isTyping(event: KeyboardEvent): boolean {
	const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
	return isPlain && Array.from(event.key).length === 1 && event.key !== ' ' && !isField(event.target);
}

function isField(target: EventTarget | null): boolean {
	return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}
