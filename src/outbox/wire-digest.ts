import type { Content } from '../store/event-rows.ts';

const bytes = 12;

/**
 * A short digest of an event's content as it travels, by which we know our own event again without reading
 * it: whoever decrypts, and on whichever device. Homeservers keep contents but may reorder their keys.
 */
export async function wireDigest(content: Content): Promise<string> {
	const canonical = new TextEncoder().encode(JSON.stringify(content, sortKeys));
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', canonical));
	return btoa(String.fromCharCode(...digest.subarray(0, bytes)));
}

function sortKeys(_key: string, value: unknown): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
	return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
