import { HTTPError, type MatrixClient, Method } from 'matrix-js-sdk';
import type { Content, GapRow } from '../store/rows.ts';
import { asText } from './raw-event.ts';

const filter = JSON.stringify({ lazy_load_members: true });

/**
 * Gives the token from which a gap is filled from above. Where older rows were given up for want of room,
 * it is asked for now: the one right before the event above. Client-server API
 * §`GET /rooms/{roomId}/context/{eventId}`.
 * @returns undefined when the homeserver does not show that event any more: then the room's end is the
 * beginning, and what is known already is passed over.
 * @throws what the HTTP layer throws.
 */
export async function gapToken(
	client: MatrixClient,
	{ roomId, prevBatch, aboveEventId }: GapRow,
): Promise<string | undefined> {
	if (prevBatch || aboveEventId === undefined) return prevBatch;
	const path = `/rooms/${encodeURIComponent(roomId)}/context/${encodeURIComponent(aboveEventId)}`;
	try {
		const context = await client.http.authedRequest<Content>(Method.Get, path, { limit: 0, filter });
		return asText(context.start);
	} catch (error) {
		if (error instanceof HTTPError && (error.httpStatus === 403 || error.httpStatus === 404))
			return undefined;
		throw error;
	}
}
