import { type MatrixClient, Method } from 'matrix-js-sdk';
import type { AccountDatabase } from '../store/database.ts';
import type { Content } from '../store/event-rows.ts';
import { asText } from '../timeline/raw-event.ts';

/**
 * Brings our own name and picture in the session up to date. Client-server API §Profiles.
 * @throws what the HTTP layer throws.
 */
export async function refreshProfile(db: AccountDatabase, client: MatrixClient): Promise<void> {
	const path = `/profile/${encodeURIComponent(client.getSafeUserId())}`;
	const profile = await client.http.authedRequest<Content>(Method.Get, path);
	const displayName = asText(profile.displayname)?.trim();
	const avatarUrl = asText(profile.avatar_url);
	await db.session.where({ id: 'session' }).modify((session) => {
		delete session.displayName;
		delete session.avatarUrl;
		if (displayName) session.displayName = displayName;
		if (avatarUrl?.startsWith('mxc://')) session.avatarUrl = avatarUrl;
	});
}
