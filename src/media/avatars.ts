import { ClientPrefix, type MatrixClient, Method } from 'matrix-js-sdk';
import { log } from '../log.ts';
import type { MediaRow } from '../store/account-rows.ts';
import type { AccountDatabase } from '../store/database.ts';
import { withSpace } from '../store/free-space.ts';

const size = 96;
const maxBytes = 512 * 1024;
const retryAfterMs = 60 * 60 * 1000;
/** Types that every browser shows and that carry no script. */
const types = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];

/**
 * Fetches the thumbnail of an avatar into `media`, unless it was tried lately; one that is there counts as
 * used now. Avatars are not encrypted. Client-server API §`GET /_matrix/client/v1/media/thumbnail/{serverName}/{mediaId}`.
 */
export async function wantAvatar(db: AccountDatabase, client: MatrixClient, url: string): Promise<void> {
	const known = await db.media.get(url);
	if (known?.state === 'here') {
		await db.media.update(url, { time: Date.now() });
		return;
	}
	if (known && Date.now() - known.time < retryAfterMs) return;
	const put = (row: Omit<MediaRow, 'url' | 'time'>) =>
		withSpace(db, () => db.media.put({ url, time: Date.now(), ...row }));
	await put({ state: 'wanted' });
	const blob = await fetchThumbnail(client, url);
	await put(blob ? { state: 'here', blob, bytes: blob.size } : { state: 'failed' });
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
