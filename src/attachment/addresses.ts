import type { Content } from '../store/event-rows.ts';
import type { FileKey } from '../store/upload-rows.ts';
import { readFileKey } from './file-key.ts';

const prefix = 'upload:';

/** The part of a message that it can go without: the picture of a link's preview. */
export const previewPart = 'preview';

/** Stands in an outgoing message for the address that a part gets once it is uploaded. */
export function placeFor(part: string): string {
	return `${prefix}${part}`;
}

/** The message with the addresses of its parts in the places that `placeFor` holds. */
export function withAddresses(content: Content, addresses: ReadonlyMap<string, string>): Content {
	return fill(content, addresses) as Content;
}

function fill(value: unknown, addresses: ReadonlyMap<string, string>): unknown {
	if (Array.isArray(value)) return value.map((one) => fill(one, addresses));
	if (typeof value !== 'object' || value === null) return value;
	const isPlace = (name: string, one: unknown): one is string =>
		name === 'url' && typeof one === 'string' && one.startsWith(prefix);
	return Object.fromEntries(
		Object.entries(value).map(([name, one]) => [
			name,
			isPlace(name, one) ? addresses.get(one.slice(prefix.length)) : fill(one, addresses),
		]),
	);
}

/** The key of each part of an outgoing message, by the part's name. */
export function keysByPart(content: Content): Map<string, FileKey> {
	const found = new Map<string, FileKey>();
	const look = (value: unknown): void => {
		if (typeof value !== 'object' || value === null) return;
		const { url } = value as { url?: unknown };
		const fileKey = typeof url === 'string' && url.startsWith(prefix) ? readFileKey(value) : undefined;
		if (fileKey) found.set(String(url).slice(prefix.length), fileKey);
		for (const one of Object.values(value)) look(one);
	};
	look(content);
	return found;
}
