import { Method } from 'matrix-js-sdk';
import { requestFailure } from '../account/request-failure.ts';
import { isGap } from '../store/database.ts';
import type { Content, StateRow } from '../store/rows.ts';
import { withWriteLock } from '../store/write-lock.ts';
import { RoomLookup } from '../sync/room-lookup.ts';
import { gapToken } from './gap-token.ts';
import { fillFromPage } from './gaps.ts';
import { knownEvents } from './known.ts';
import { fillOrders } from './order.ts';
import { type Placed, planRows, type TimelineContext } from './plan.ts';
import { asText, readEvents } from './raw-event.ts';
import { readMembers } from './state-rows.ts';
import { settleRoom, writeTimeline } from './write.ts';

const pageSize = 50;

const filter = JSON.stringify({ lazy_load_members: true });

/**
 * Fetches one page of what is missing at a gap. Client-server API §`GET /rooms/{roomId}/messages`.
 * @returns whether something is still missing there.
 * @throws Failure when the homeserver can't be asked.
 */
export async function fillGap(
	context: TimelineContext,
	roomId: string,
	order: number,
): Promise<{ hasMore: boolean }> {
	const { db, client } = context;
	const gap = await db.events.get([roomId, order]);
	if (!gap || !isGap(gap)) return { hasMore: false };
	const path = `/rooms/${encodeURIComponent(roomId)}/messages`;
	let response: Content;
	try {
		const from = await gapToken(client, gap);
		const query = { dir: 'b', limit: pageSize, filter, ...(from !== undefined && { from }) };
		response = await client.http.authedRequest<Content>(Method.Get, path, query);
	} catch (error) {
		throw requestFailure(error);
	}
	return await withWriteLock(async () => {
		const stillThere = await db.events.get([roomId, order]);
		const room = await db.rooms.get(roomId);
		if (!room || !stillThere || !isGap(stillThere) || stillThere.prevBatch !== gap.prevBatch) {
			return { hasMore: true };
		}
		const page = readEvents(response.chunk);
		const { events, prevBatch } = fillFromPage(
			page,
			await knownEvents(db, roomId, page),
			order,
			asText(response.end),
		);
		const filled = fillOrders(order, events.length);
		const placed: Placed[] = events.map((raw, index) => ({
			raw,
			order: filled.orders[index] as number,
			isLive: false,
		}));
		const plan = await planRows(context, roomId, placed);
		const lookup = new RoomLookup(db, roomId, await unknownMembers(context, roomId, response));
		const row = await settleRoom(context, lookup, plan, room);
		await db.transaction('rw', [db.events, db.relations, db.rooms, db.outbox, db.state], async () => {
			await db.events.delete([roomId, order]);
			await db.state.bulkPut(lookup.changed);
			await writeTimeline(db, row, plan);
			if (prevBatch !== undefined) {
				await db.events.put({ kind: 'gap', roomId, order: filled.gapOrder, prevBatch });
			}
		});
		return { hasMore: prevBatch !== undefined };
	});
}

/** Lazily loaded members of the page; what the store knows of a person is newer and stays. */
async function unknownMembers(
	{ db }: TimelineContext,
	roomId: string,
	response: Content,
): Promise<StateRow[]> {
	const members = readMembers(roomId, response.state);
	const stored = await db.state.bulkGet(
		members.map(({ type, stateKey }): [string, string, string] => [roomId, type, stateKey]),
	);
	return members.filter((_, index) => !stored[index]);
}
