import { HTTPError, type MatrixClient, Method } from 'matrix-js-sdk';
import { requestFailure } from '../account/request-failure.ts';
import type { Content, RawEvent } from '../store/event-rows.ts';
import type { StateRow } from '../store/room-rows.ts';
import { asText, readEvents } from './raw-event.ts';
import { readMembers } from './state-rows.ts';

const pageSize = 50;
const filter = JSON.stringify({ lazy_load_members: true });

/** A page of a room's history. */
export interface HistoryPage {
	/** Newest first backwards, oldest first forwards. */
	events: RawEvent[];
	/** Lazily loaded members. */
	members: StateRow[];
	/** Where the next page begins; absent at the end of what there is. */
	end?: string;
}

/** The token of a room's newest event, for one whose place the homeserver does not tell any more. */
export const roomEnd = '';

/**
 * Client-server API §`GET /rooms/{roomId}/messages`.
 * @throws Failure when the homeserver can't be asked.
 */
export async function historyPage(
	client: MatrixClient,
	roomId: string,
	from: string,
	dir: 'b' | 'f',
): Promise<HistoryPage> {
	const query = { ...(from !== roomEnd && { from }), dir, limit: pageSize, filter };
	const response = await get(client, roomId, 'messages', query).catch((error: unknown) => {
		throw requestFailure(error);
	});
	const end = asText(response.end);
	return {
		events: readEvents(response.chunk),
		members: readMembers(roomId, response.state),
		...(end !== undefined && { end }),
	};
}

/**
 * Gives the token right before (`start`) or after (`end`) an event; undefined when the homeserver does not show that event (any more).
 * Client-server API §`GET /rooms/{roomId}/context/{eventId}`.
 * @throws Failure when the homeserver can't be asked.
 */
export async function tokenBeside(
	client: MatrixClient,
	roomId: string,
	eventId: string,
	side: 'start' | 'end',
): Promise<string | undefined> {
	try {
		const context = await get(client, roomId, `context/${encodeURIComponent(eventId)}`, { limit: 0, filter });
		return asText(context[side]);
	} catch (error) {
		if (error instanceof HTTPError && (error.httpStatus === 403 || error.httpStatus === 404))
			return undefined;
		throw requestFailure(error);
	}
}

async function get(
	client: MatrixClient,
	roomId: string,
	what: string,
	query: Record<string, string | number>,
): Promise<Content> {
	return await client.http.authedRequest<Content>(
		Method.Get,
		`/rooms/${encodeURIComponent(roomId)}/${what}`,
		query,
	);
}
