import type { MatrixClient } from 'matrix-js-sdk';
import { log } from '../log.ts';
import type { PositionRow } from '../store/account-rows.ts';
import type { Content } from '../store/event-rows.ts';
import { asText, readEvents } from '../timeline/raw-event.ts';
import { asStateChange } from '../timeline/state-rows.ts';
import { ask, isTimeout, statusOf } from './ask.ts';
import type { ChangeSet, RoomChange } from './change-set.ts';
import { timelineLimit } from './classic-request.ts';

/** Rooms of one answer: more would not come sooner over the connections that browsers keep to a server. */
const mostRooms = 12;

const filter = JSON.stringify({ lazy_load_members: true });

/**
 * The newest messages of a large account's rooms, some rooms at a time. Which rooms are still awaited is kept
 * with each answer, so that a background that is killed goes on where it was.
 */
export class AwaitedRooms {
	readonly #client: MatrixClient;
	/** Rooms that could not be had once; the second time they are given up. */
	readonly #failed = new Set<string>();
	#most = mostRooms;

	constructor(client: MatrixClient) {
		this.#client = client;
	}

	/** @throws what the HTTP layer throws when the homeserver can't be asked at all. */
	async ask(position: PositionRow, signal: AbortSignal): Promise<ChangeSet> {
		const { awaited = [] } = position;
		const asked = awaited.slice(0, this.#most);
		const answers = await Promise.allSettled(
			asked.map((roomId) => this.#room(roomId, position.isStateAwaited === true, signal)),
		);
		const failures = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
		this.#most = failures.some(isTimeout) ? Math.max(1, this.#most >> 1) : mostRooms;
		const fatal = failures.find((error) => !isOfOneRoom(error));
		if (fatal !== undefined) throw fatal;
		const again = asked.filter(
			(roomId, index) => answers[index]?.status === 'rejected' && this.#fails(roomId),
		);
		const rooms = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
		return toChanges(position, rooms, [...awaited.slice(asked.length), ...again]);
	}

	/** @returns whether the room is to be asked for again. */
	#fails(roomId: string): boolean {
		if (this.#failed.has(roomId)) {
			log.warn('the messages of a room could not be had');
			return false;
		}
		this.#failed.add(roomId);
		return true;
	}

	/** Client-server API §`GET /rooms/{roomId}/messages`, §`GET /rooms/{roomId}/state`. */
	async #room(roomId: string, withState: boolean, signal: AbortSignal): Promise<RoomChange> {
		const room = `/rooms/${encodeURIComponent(roomId)}`;
		const query = { dir: 'b', limit: timelineLimit, filter };
		const page = await ask(this.#client, { path: `${room}/messages`, query, signal });
		const state = withState && (await ask(this.#client, { path: `${room}/state`, signal }));
		return readAwaited(roomId, page, state || undefined);
	}
}

/** Reads the newest page of a room; `state` is the room's of this moment, where it was asked for. */
function readAwaited(roomId: string, page: Content, state: unknown): RoomChange {
	const prevBatch = asText(page.end);
	return {
		roomId,
		membership: 'join',
		state: readEvents(state ?? page.state).flatMap(asStateChange),
		...(state !== undefined && { isStateAfter: true }),
		timeline: readEvents(page.chunk).reverse(),
		isLimited: true,
		isSnapshot: true,
		...(prevBatch !== undefined && { prevBatch }),
		ownReceipts: [],
		accountData: [],
	};
}

/** What an answer that brought `rooms` and leaves `left` to be asked for comes to. */
function toChanges(position: PositionRow, rooms: RoomChange[], left: string[]): ChangeSet {
	const { awaited: _awaited, isStateAwaited: _state, roomCount: _count, ...kept } = position;
	const next: PositionRow = left.length > 0 ? { ...position, awaited: left } : { ...kept, isComplete: true };
	return {
		// No word of keys means here that they are what they were.
		crypto: { toDeviceEvents: [], useMsc4186: true },
		accountData: [],
		rooms: position.isComplete ? rooms : rooms.map((room) => ({ ...room, liveCount: 0 })),
		position: next,
		...progressOf(next),
	};
}

/** How many of a new account's rooms are here with their messages, while some are not. */
export function progressOf({
	awaited,
	roomCount = 0,
	isComplete,
}: PositionRow): Pick<ChangeSet, 'hasMore' | 'progress'> {
	if (!awaited) return {};
	const progress = { done: Math.max(0, roomCount - awaited.length), total: roomCount };
	return { hasMore: true, ...(!isComplete && { progress }) };
}

/** Not the net's fault, nor the account's. */
function isOfOneRoom(error: unknown): boolean {
	const status = statusOf(error);
	return isTimeout(error) || (status !== undefined && status !== 401 && status !== 429);
}
