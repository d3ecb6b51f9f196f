import { HTTPError, type MatrixClient, Method } from 'matrix-js-sdk';
import { isTransient, requestFailure } from '../account/request-failure.ts';
import { log } from '../log.ts';
import type { AccountDatabase } from '../store/database.ts';
import type { MarkerRow } from '../store/rows.ts';
import { backoffMs } from '../sync/backoff.ts';

/**
 * Tells the homeserver of the read markers and marks that it does not know yet and that are due at `now`
 * (ms since the epoch). What it refuses is dropped, what could not reach it stays for later, and a newer
 * marker that took its row's place meanwhile stays as well.
 * @returns when to try next, ms since the epoch; undefined when nothing is left to tell.
 */
export async function tellMarkers(
	db: AccountDatabase,
	client: MatrixClient,
	now: number,
): Promise<number | undefined> {
	for (const marker of await db.markers.toArray()) {
		if (marker.nextTry > now) continue;
		try {
			await tell(client, marker);
			await settle(db, marker, undefined);
		} catch (error) {
			const failure = requestFailure(error);
			log.warn(`a marker was not told (${failure.code})`, error);
			const attempt = marker.attempt + 1;
			const nextTry = now + backoffMs(attempt, failure.details.retryAfterMs);
			await settle(db, marker, isRefusal(error) ? undefined : { ...marker, attempt, nextTry });
		}
	}
	const left = await db.markers.toArray();
	return left.length === 0 ? undefined : Math.min(...left.map(({ nextTry }) => nextTry));
}

/** Client-server API §`POST /rooms/{roomId}/read_markers`, §Client config; MSC2867. */
async function tell(
	client: MatrixClient,
	{ roomId, type, eventId, isUnread = false }: MarkerRow,
): Promise<void> {
	const room = `/rooms/${encodeURIComponent(roomId)}`;
	if (type === 'm.marked_unread') {
		const path = `/user/${encodeURIComponent(client.getSafeUserId())}${room}/account_data/m.marked_unread`;
		await client.http.authedRequest(Method.Put, path, undefined, { unread: isUnread });
		return;
	}
	const markers = { 'm.fully_read': eventId, 'm.read': eventId };
	await client.http.authedRequest(Method.Post, `${room}/read_markers`, undefined, markers);
}

/** Puts `next` in the marker's place, unless a newer one stands there by now. */
async function settle(db: AccountDatabase, told: MarkerRow, next: MarkerRow | undefined): Promise<void> {
	const key: [string, string] = [told.roomId, told.type];
	await db.transaction('rw', db.markers, async () => {
		const now = await db.markers.get(key);
		if (now?.eventId !== told.eventId || now?.isUnread !== told.isUnread) return;
		if (next) await db.markers.put(next);
		else await db.markers.delete(key);
	});
}

/** The homeserver understood, and will not take it at any later time either. */
function isRefusal(error: unknown): boolean {
	if (!(error instanceof HTTPError) || isTransient(requestFailure(error))) return false;
	const { httpStatus = 0 } = error;
	return httpStatus >= 400 && httpStatus < 500;
}
