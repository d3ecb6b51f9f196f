import type { MatrixClient } from 'matrix-js-sdk';
import type { PositionRow } from '../store/account-rows.ts';
import type { Content } from '../store/event-rows.ts';
import { asList } from './answer-parts.ts';
import { ask, isTimeout, statusOf } from './ask.ts';
import { AwaitedRooms, progressOf } from './awaited-rooms.ts';
import type { ChangeSet, RoomChange } from './change-set.ts';
import type { ClassicAnswer } from './classic-answer.ts';
import { askSync, timelineLimit, wholeFilter } from './classic-request.ts';
import { readDirect } from './room-row.ts';

/** Up to so many rooms come in one answer. */
const fewRooms = 50;
/** Of more rooms a few are looked at first, for so long at most. */
const glimpseMs = 3_000;

/** All that there is to know of the rooms, but no message: what costs a homeserver most. */
const listingFilter = {
	presence: { types: [] },
	room: {
		timeline: { types: [], lazy_load_members: true },
		state: { lazy_load_members: true },
		ephemeral: { types: ['m.receipt'] },
	},
};

/** The account's own things only: to-device messages, account data, and where to go on. */
const noRoomsFilter = { presence: { types: [] }, room: { rooms: [] } };

/**
 * The first answer of classic sync. A homeserver works through every room for it, whichever rooms a filter
 * asks for; so that a large account does not ask for more than can come in time, it asks for less each time
 * that an answer is late, and has a few rooms to show meanwhile.
 */
export class FirstSight {
	readonly #client: MatrixClient;
	#extent: 'whole' | 'listing' | 'noRooms' = 'whole';

	constructor(client: MatrixClient) {
		this.#client = client;
	}

	/** @throws what the HTTP layer throws. */
	async ask(position: PositionRow, signal: AbortSignal): Promise<ChangeSet> {
		const joined = await this.#joinedRooms(signal);
		if (joined.length > fewRooms && this.#extent === 'whole') {
			this.#extent = 'listing';
			if (!position.isComplete) return await this.#glimpse(position, joined, signal);
		}
		try {
			if (this.#extent === 'whole')
				return whole(await this.#sync(wholeFilter(timelineLimit), signal), position);
			if (this.#extent === 'listing') {
				return listing(await this.#sync(listingFilter, signal), position);
			}
			return noRooms(await this.#sync(noRoomsFilter, signal), position, joined);
		} catch (error) {
			if (isTimeout(error)) this.#extent = this.#extent === 'whole' ? 'listing' : 'noRooms';
			throw error;
		}
	}

	/** A few rooms as they are, those of direct chats first. The answer that lists all of them comes after it. */
	async #glimpse(position: PositionRow, joined: string[], signal: AbortSignal): Promise<ChangeSet> {
		const direct = await this.#directData(signal);
		const awaited = directFirst(joined, direct);
		const inTime = AbortSignal.any([signal, AbortSignal.timeout(glimpseMs)]);
		const { crypto, rooms } = await new AwaitedRooms(this.#client).ask(
			{ ...position, awaited, isStateAwaited: true },
			inTime,
		);
		return {
			position: { ...position, source: 'classic' },
			crypto,
			accountData: direct ? [{ type: 'm.direct', content: direct }] : [],
			rooms,
			hasMore: true,
			isPartial: true,
			progress: { done: 0, total: joined.length },
		};
	}

	/** Client-server API §`GET /user/{userId}/account_data/{type}`. */
	async #directData(signal: AbortSignal): Promise<Content | undefined> {
		const path = `/user/${encodeURIComponent(this.#client.getSafeUserId())}/account_data/m.direct`;
		try {
			return await ask(this.#client, { path, signal });
		} catch (error) {
			if (statusOf(error) === 404) return undefined;
			throw error;
		}
	}

	async #sync(filter: Content, signal: AbortSignal): Promise<ClassicAnswer> {
		return await askSync(this.#client, filter, { timeout: 0 }, signal);
	}

	/** Client-server API §`GET /joined_rooms`. */
	async #joinedRooms(signal: AbortSignal): Promise<string[]> {
		const { joined_rooms: joined } = await ask(this.#client, { path: '/joined_rooms', signal });
		return asList(joined).filter((roomId): roomId is string => typeof roomId === 'string');
	}
}

function whole(answer: ClassicAnswer, position: PositionRow): ChangeSet {
	const { since, ...changes } = answer;
	return {
		...changes,
		rooms: seenFirst(changes.rooms, position),
		position: { ...position, source: 'classic', since, isComplete: true },
		...listingOf(changes.rooms),
		isUnconnected: true,
	};
}

function listing(answer: ClassicAnswer, position: PositionRow): ChangeSet {
	const { since, ...changes } = answer;
	const joined = changes.rooms.flatMap(({ membership, roomId }) => (membership === 'join' ? [roomId] : []));
	// Without messages there is no place for a gap; nor is what members there are known any more.
	const rooms = seenFirst(changes.rooms, position).map(({ prevBatch: _prev, ...room }) => ({
		...room,
		isLimited: true,
	}));
	return {
		...changes,
		rooms,
		...awaiting(position, since, joined, changes.accountData),
		...listingOf(changes.rooms),
		isUnconnected: true,
	};
}

function noRooms(answer: ClassicAnswer, position: PositionRow, joined: string[]): ChangeSet {
	const { since, ...changes } = answer;
	const { position: next, ...rest } = awaiting(position, since, joined, changes.accountData);
	return {
		...changes,
		...rest,
		position: { ...next, isStateAwaited: true },
		// It says nothing of invites: those that are here stay.
		listing: { roomIds: new Set(joined), memberships: ['join'] },
		isUnconnected: true,
	};
}

/** Direct chats come first; `content` is that of the account data `m.direct`. */
function directFirst(roomIds: string[], content: Content | undefined): string[] {
	const direct = readDirect(content);
	return [
		...roomIds.filter((roomId) => direct.has(roomId)),
		...roomIds.filter((roomId) => !direct.has(roomId)),
	];
}

function awaiting(
	position: PositionRow,
	since: string,
	joined: string[],
	accountData: ChangeSet['accountData'],
): Pick<ChangeSet, 'position' | 'hasMore' | 'progress'> {
	const awaited = directFirst(joined, accountData.find(({ type }) => type === 'm.direct')?.content);
	const next: PositionRow = { ...position, source: 'classic', since, awaited, roomCount: joined.length };
	return { position: next, ...progressOf(next) };
}

/** While the account is new here, all that there is was there before. */
function seenFirst(rooms: RoomChange[], { isComplete }: PositionRow): RoomChange[] {
	return rooms.map((room) => ({ ...room, isSnapshot: true, ...(!isComplete && { liveCount: 0 }) }));
}

function listingOf(rooms: RoomChange[]): Pick<ChangeSet, 'listing'> {
	const roomIds = new Set(rooms.map(({ roomId }) => roomId));
	return { listing: { roomIds, memberships: ['join', 'invite', 'knock'] } };
}
