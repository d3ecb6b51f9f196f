import { type MatrixClient, Method } from 'matrix-js-sdk';
import { log } from '../log.ts';
import { judgeTry, type Verdict } from '../outbox/verdict.ts';
import type { AccountDatabase } from '../store/database.ts';
import type { MarkerRow } from '../store/room-rows.ts';
import { backoffMs } from '../sync/backoff.ts';

const longestWaitMs = 60 * 60_000;

/**
 * Tells the homeserver of the read markers and marks that it does not know yet and that are due at `now`
 * (ms since the epoch). What it refuses is dropped, what could not reach it stays for later, and a newer
 * marker that took its row's place meanwhile stays as well.
 */
export async function tellMarkers(db: AccountDatabase, client: MatrixClient, now: number): Promise<void> {
	for (const marker of await db.markers.toArray()) {
		// A time further off than any wait was left by a clock that has been put back since.
		if (marker.nextTry > now && marker.nextTry <= now + longestWaitMs) continue;
		try {
			await tell(client, marker);
			await settle(db, marker, undefined);
		} catch (error) {
			log.warn('a marker was not told', error);
			const attempt = marker.attempt + 1;
			const verdict = judgeTry(error, attempt);
			const nextTry = now + Math.min(longestWaitMs, backoffMs(attempt, retryAfterMs(verdict)));
			await settle(db, marker, verdict.kind === 'refused' ? undefined : { ...marker, attempt, nextTry });
		}
	}
}

function retryAfterMs(verdict: Verdict): number | undefined {
	return verdict.kind === 'later' ? verdict.retryAfterMs : undefined;
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
