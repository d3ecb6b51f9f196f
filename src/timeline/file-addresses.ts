/** No message has so many files; what is hostile is not looked through for ever. */
const most = 100;

/** The `mxc:` addresses of all files in an event's content, wherever in it: of attachments, thumbnails and previews. */
export function fileAddresses(content: unknown): string[] {
	const found = new Set<string>();
	const waiting = [content];
	for (let value = waiting.pop(); value !== undefined && found.size < most; value = waiting.pop()) {
		if (typeof value === 'string' && value.startsWith('mxc://')) found.add(value);
		if (typeof value === 'object' && value !== null) waiting.push(...Object.values(value));
	}
	return [...found];
}
