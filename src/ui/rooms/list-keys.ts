/**
 * Moves the focus through the lines of the list: up and down by one, Home and End to the ends; up from
 * the first line goes to the search field.
 * @returns whether the key was taken.
 */
export function moveInList(key: string, list: HTMLElement, field: HTMLElement | null): boolean {
	const lines = [...list.querySelectorAll<HTMLElement>('.room-line')];
	const at = lines.indexOf(document.activeElement as HTMLElement);
	const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: lines.length - 1 }[key];
	if (next === undefined || lines.length === 0) return false;
	if (next < 0) field?.focus();
	else lines[Math.min(next, lines.length - 1)]?.focus();
	return true;
}

/** Whether the key press would write a character, so that typing anywhere can search. */
export function isTyping(event: KeyboardEvent): boolean {
	const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
	return isPlain && Array.from(event.key).length === 1 && event.key !== ' ' && !isField(event.target);
}

function isField(target: EventTarget | null): boolean {
	return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}
