import { type MatrixClient, Method } from 'matrix-js-sdk';
import type { Content } from '../store/event-rows.ts';
import { asText, readEvents } from '../timeline/raw-event.ts';
import type { OutboxQueue, QueuedRow } from './queue.ts';
import { isComplete } from './unanswered.ts';
import { wireDigest } from './wire-digest.ts';

const pageSize = 100;
const mostPages = 10;
/** Clocks of the homeserver and this computer may differ by this much. */
const clockSlackMs = 24 * 60 * 60_000;

/** What became of a message whose answer never came. */
export type Finding = { kind: 'here'; eventId: string } | { kind: 'absent' } | { kind: 'unclear' };

/**
 * Looks among our own events of the room for one of a message's tries, from the newest back to before the
 * first try. Client-server API §`GET /rooms/{roomId}/messages`.
 * @throws what the HTTP layer throws.
 */
export async function findSent(client: MatrixClient, queue: OutboxQueue, row: QueuedRow): Promise<Finding> {
	const { roomId, transactionId, unanswered } = row;
	if (!unanswered) return { kind: 'absent' };
	const filter = JSON.stringify({ senders: [client.getSafeUserId()], lazy_load_members: true });
	let from: string | undefined;
	for (let page = 0; page < mostPages; page += 1) {
		const response = await client.http.authedRequest<Content>(
			Method.Get,
			`/rooms/${encodeURIComponent(roomId)}/messages`,
			{ dir: 'b', limit: pageSize, filter, ...(from !== undefined && { from }) },
		);
		const events = readEvents(response.chunk);
		for (const { event_id: eventId, content, unsigned } of events) {
			const isOurs =
				unsigned?.transaction_id === transactionId || unanswered.digests.includes(await wireDigest(content));
			if (isOurs && !(await queue.isAnothers(row, eventId))) return { kind: 'here', eventId };
		}
		from = asText(response.end);
		const oldest = events.at(-1)?.origin_server_ts ?? Number.POSITIVE_INFINITY;
		const isAll = from === undefined || oldest < unanswered.since - clockSlackMs;
		if (isAll) return { kind: isComplete(unanswered) ? 'absent' : 'unclear' };
	}
	return { kind: 'unclear' };
}
