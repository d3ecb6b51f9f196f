const longest = 180;
const longestEnding = 20;

/**
 * A file's name as it may be shown and saved: one line, in the order in which it is read, with nothing that a disk
 * or a command line takes for something else. `fallback` when nothing is left.
 */
export function safeFileName(name: string, fallback: string): string {
	const clean = name
		.normalize('NFC')
		// Control characters and what turns or hides text.
		.replace(/[\p{Cc}\u061C\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/gu, '')
		.replace(/[/\\:*?"<>|]/g, '_')
		.replace(/\s+/g, ' ')
		.replace(/^[\s.]+|[\s.]+$/g, '');
	if (!clean) return fallback;
	// Names of devices, with any ending. Windows file naming conventions.
	const own = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(clean) ? `_${clean}` : clean;
	const characters = Array.from(own);
	if (characters.length <= longest) return own;
	const ending = /\.[^.\s]+$/.exec(own)?.[0] ?? '';
	const kept = Array.from(ending).length <= longestEnding ? ending : '';
	return characters.slice(0, longest - Array.from(kept).length).join('') + kept;
}
