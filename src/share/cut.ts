/** Cuts at `length` UTF-16 units, never inside a surrogate pair, and marks the cut. */
export function cut(text: string, length: number): string {
	if (text.length <= length) return text;
	return `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
