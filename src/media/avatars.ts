import { ClientPrefix, type MatrixClient, Method } from 'matrix-js-sdk';
import { log } from '../log.ts';
import type { AccountDatabase } from '../store/database.ts';

const size = 96;
const maxBytes = 512 * 1024;
const retryAfterMs = 60 * 60 * 1000;
/** Types that every browser shows and that carry no script. */
const types = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];

/**
 * Fetches the thumbnail of an avatar into `media`, unless it is there or was tried lately. Avatars are not
 * encrypted. Client-server API §`GET /_matrix/client/v1/media/thumbnail/{serverName}/{mediaId}`.
 */
export async function wantAvatar(db: AccountDatabase, client: MatrixClient, url: string): Promise<void> {
	const known = await db.media.get(url);
	if (known?.state === 'here') return;
	if (known && Date.now() - known.time < retryAfterMs) return;
	await db.media.put({ url, state: 'wanted', time: Date.now() });
	const blob = await fetchThumbnail(client, url);
	await db.media.put({ url, time: Date.now(), ...(blob ? { state: 'here', blob } : { state: 'failed' }) });
}

async function fetchThumbnail(client: MatrixClient, url: string): Promise<Blob | undefined> {
	const parts = /^mxc:\/\/([^/]+)\/([\w-]+)$/.exec(url);
	if (!parts?.[1] || !parts[2]) return undefined;
	try {
		const blob = await client.http.authedRequest<Blob>(
			Method.Get,
			`/media/thumbnail/${encodeURIComponent(parts[1])}/${parts[2]}`,
			{ width: size, height: size, method: 'crop', animated: false },
			undefined,
			{ prefix: ClientPrefix.V1, rawResponseBody: true },
		);
		return types.includes(blob.type) && blob.size <= maxBytes ? blob : undefined;
	} catch (error) {
		log.warn('an avatar was not fetched', error);
		return undefined;
	}
}
