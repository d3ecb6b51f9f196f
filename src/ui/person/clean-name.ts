const longest = 100;

/**
 * A stranger's name as it may stand in a sentence: no direction overrides, no invisible or control
 * characters, no line breaks, at most 100 characters. `fallback` when nothing is left.
 */
export function cleanName(name: string | undefined, fallback: string): string {
	const visible = (name ?? '')
		.normalize('NFC')
		.replace(/\s+/g, ' ')
		// Zero-width joiners stay: emoji and several scripts need them.
		.replace(/[\p{Cc}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/gu, '')
		.trim();
	if (!visible) return fallback;
	const characters = Array.from(visible);
	return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : visible;
}
