import type { MatrixClient } from 'matrix-js-sdk';
import type { PositionRow } from '../store/account-rows.ts';
import { isTimeout } from './ask.ts';
import { AwaitedRooms, progressOf } from './awaited-rooms.ts';
import type { ChangeSet, RoomChange, SyncSource } from './change-set.ts';
import { askSync, timelineLimit, wholeFilter } from './classic-request.ts';
import { FirstSight } from './first-sight.ts';

/**
 * Client-server API §Syncing: `GET /_matrix/client/v3/sync`, with lazily loaded members. The first answer for
 * a large account would take longer than a worker lives: its rooms are listed first, then their messages are
 * asked for room by room, in turn with the news.
 */
export function classicSource(client: MatrixClient): SyncSource {
	const firstSight = new FirstSight(client);
	const awaitedRooms = new AwaitedRooms(client);
	let isNewsTurn = false;
	/** Fewer messages of each room once an answer did not come in time: what is missing makes gaps. */
	let limit = timelineLimit;

	const news = async (position: PositionRow, timeout: number, signal: AbortSignal): Promise<ChangeSet> => {
		const query = { timeout, ...(position.since !== undefined && { since: position.since }) };
		try {
			const { since, ...changes } = await askSync(client, wholeFilter(limit), query, signal);
			limit = timelineLimit;
			return {
				...changes,
				rooms: withoutEmptyGaps(changes.rooms, position.awaited),
				position: { ...position, source: 'classic', since },
				...progressOf(position),
			};
		} catch (error) {
			if (isTimeout(error)) limit = Math.max(1, limit >> 2);
			throw error;
		}
	};

	return {
		kind: 'classic',
		async next(position, timeoutMs, signal) {
			if (position.since === undefined) return await firstSight.ask(position, signal);
			if (!position.awaited) return await news(position, timeoutMs, signal);
			isNewsTurn = !isNewsTurn;
			return isNewsTurn ? await news(position, 0, signal) : await awaitedRooms.ask(position, signal);
		},
	};
}

/** The messages of an awaited room come yet: until then nothing stands above its past. */
function withoutEmptyGaps(rooms: RoomChange[], awaited: string[] = []): RoomChange[] {
	const waiting = new Set(awaited);
	return rooms.map((room) => {
		if (room.timeline.length > 0 || !waiting.has(room.roomId)) return room;
		const { prevBatch: _prev, ...rest } = room;
		return rest;
	});
}
