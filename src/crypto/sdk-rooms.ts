import { EventTimeline, type MatrixClient, MatrixEvent, Method, Room, type RoomState } from 'matrix-js-sdk';
import type { AccountDatabase } from '../store/database.ts';
import type { Content } from '../store/event-rows.ts';
import type { RoomRow, StateRow } from '../store/room-rows.ts';
import { withWriteLock } from '../store/write-lock.ts';
import { readMembers } from '../timeline/state-rows.ts';
import { internalCrypto } from './internal.ts';
import { isUserId } from './user-id.ts';

/**
 * The SDK's `Room` objects, built from the store only for the rooms that need one: to encrypt for their
 * members, or to judge an event by push rules. They go with the worker.
 */
export class SdkRooms {
	readonly #db: AccountDatabase;
	readonly #client: MatrixClient;
	/** Rooms whose `Room` holds all the state that the store holds. */
	readonly #current = new Set<string>();

	constructor(db: AccountDatabase, client: MatrixClient) {
		this.#db = db;
		this.#client = client;
	}

	/** The room's state in the store has changed. */
	stateChanged(roomId: string): void {
		this.#current.delete(roomId);
	}

	/**
	 * Gives as much of a room as push rules ask about: our own member and how many there are.
	 * @param own the account's member event, where it is known already
	 */
	async sketch(
		{ roomId, joinedCount }: Pick<RoomRow, 'roomId' | 'joinedCount'>,
		own?: StateRow,
	): Promise<void> {
		if (this.#current.has(roomId)) return;
		own ??= await this.#db.state.get([roomId, 'm.room.member', this.#client.getSafeUserId()]);
		const state = stateOf(this.#room(roomId));
		if (own) state.setStateEvents([toEvent(own)]);
		state.setJoinedMemberCount(joinedCount);
	}

	/**
	 * Gives a room with all of its members of this moment, ready for `encryptEvent`.
	 * @throws what the HTTP layer throws when the member list must be asked for.
	 */
	async forEncryption(roomId: string): Promise<Room> {
		const room = this.#room(roomId);
		if (this.#current.has(roomId)) return room;
		await this.#loadMembers(roomId);
		const rows = await this.#db.state
			.where('[roomId+type+stateKey]')
			.between([roomId, '', ''], [roomId, '\uffff', '\uffff'])
			.toArray();
		stateOf(room).setStateEvents(rows.filter(isPossible).map(toEvent));
		const encryption = rows.find(({ type }) => type === 'm.room.encryption');
		if (encryption) await internalCrypto(this.#client).onCryptoEvent(room, toEvent(encryption));
		this.#current.add(roomId);
		return room;
	}

	#room(roomId: string): Room {
		const known = this.#client.getRoom(roomId);
		if (known) return known;
		const room = new Room(roomId, this.#client, this.#client.getSafeUserId());
		this.#client.store.storeRoom(room);
		return room;
	}

	/** Client-server API §`GET /rooms/{roomId}/members`: what lazy loading left out. */
	async #loadMembers(roomId: string): Promise<void> {
		const room = await this.#db.rooms.get(roomId);
		if (!room || room.hasAllMembers) return;
		const since = await this.#db.position.get('sync');
		const response = await this.#client.http.authedRequest<Content>(
			Method.Get,
			`/rooms/${encodeURIComponent(roomId)}/members`,
		);
		const members = readMembers(roomId, response.chunk);
		await withWriteLock(async () => {
			await this.#db.transaction('rw', this.#db.state, this.#db.rooms, this.#db.position, async () => {
				// What came by sync meanwhile is newer than this list.
				const stored = await this.#db.state.bulkGet(members.map(keyOf));
				const isSameMoment = (await this.#db.position.get('sync'))?.since === since?.since;
				await this.#db.state.bulkPut(
					members.filter((member, index) => isSameMoment || (stored[index]?.time ?? 0) <= member.time),
				);
				await this.#db.rooms.update(roomId, {
					hasAllMembers: true,
					joinedCount: members.filter(isJoined).length,
				});
			});
		});
	}
}

function stateOf(room: Room): RoomState {
	const state = room.getLiveTimeline().getState(EventTimeline.FORWARDS);
	if (!state) throw new Error('a live timeline has state');
	return state;
}

function toEvent({ roomId, type, stateKey, eventId, sender, time, content }: StateRow): MatrixEvent {
	return new MatrixEvent({
		room_id: roomId,
		type,
		state_key: stateKey,
		event_id: eventId,
		sender,
		origin_server_ts: time,
		content,
	});
}

/** Nobody can be encrypted for, in the whole room, if one "member" has an id that none can have. */
function isPossible({ type, stateKey }: StateRow): boolean {
	return type !== 'm.room.member' || isUserId(stateKey);
}

function isJoined({ content }: StateRow): boolean {
	return content.membership === 'join';
}

function keyOf({ roomId, type, stateKey }: StateRow): [string, string, string] {
	return [roomId, type, stateKey];
}
