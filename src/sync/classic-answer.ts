import type { Content } from '../store/event-rows.ts';
import type { Membership } from '../store/room-rows.ts';
import { asContent, asText, readEvents } from '../timeline/raw-event.ts';
import { asStateChange } from '../timeline/state-rows.ts';
import {
	asCount,
	asList,
	ownMembership,
	readAccountData,
	readCrypto,
	readOwnReceipts,
	readStripped,
	readTyping,
} from './answer-parts.ts';
import type { ChangeSet, RoomChange } from './change-set.ts';

/** A `/v3/sync` response, read. */
export interface ClassicAnswer extends Pick<ChangeSet, 'crypto' | 'accountData' | 'rooms'> {
	/** `next_batch`. */
	since: string;
}

/** Reads a `/v3/sync` response; parts of the wrong shape are left out. @throws TypeError without `next_batch`. */
export function readSync(response: Content, ownUserId: string): ClassicAnswer {
	const since = asText(response.next_batch);
	if (since === undefined) throw new TypeError('a sync response has no next_batch');
	const rooms = asContent(response.rooms) ?? {};
	const read = (membership: Membership): RoomChange[] =>
		Object.entries(asContent(rooms[membership]) ?? {}).flatMap(([roomId, value]) => {
			const room = asContent(value);
			return room && roomId.startsWith('!') ? [readRoom(roomId, membership, room, ownUserId)] : [];
		});
	return {
		since,
		crypto: readCrypto(asContent(response.to_device)?.events, response),
		accountData: readAccountData(asContent(response.account_data)?.events),
		rooms: [...read('join'), ...read('invite'), ...read('knock'), ...read('leave')],
	};
}

function readRoom(roomId: string, membership: Membership, room: Content, ownUserId: string): RoomChange {
	const timeline = asContent(room.timeline);
	const summary = asContent(room.summary);
	const ephemeral = asContent(room.ephemeral)?.events;
	const stripped = asContent(room.invite_state ?? room.knock_state);
	// MSC4222: where the homeserver tells the state after the timeline, it tells no other.
	const after = asContent(room.state_after ?? room['org.matrix.msc4222.state_after']);
	const state = asContent(after ?? room.state)?.events;
	const prevBatch = asText(timeline?.prev_batch);
	const heroes = summary?.['m.heroes'];
	const joinedCount = asCount(summary?.['m.joined_member_count']);
	const invitedCount = asCount(summary?.['m.invited_member_count']);
	const typing = readTyping(ephemeral, ownUserId);
	const isBanned = membership === 'leave' && ownMembership([state, timeline?.events], ownUserId) === 'ban';
	return {
		roomId,
		membership: isBanned ? 'ban' : membership,
		state: stripped ? readStripped(stripped.events) : readEvents(state).flatMap(asStateChange),
		...(after && { isStateAfter: true }),
		timeline: readEvents(timeline?.events),
		isLimited: timeline?.limited === true,
		...(prevBatch !== undefined && { prevBatch }),
		...(Array.isArray(heroes) && { heroes: asList(heroes).filter((hero) => typeof hero === 'string') }),
		...(joinedCount !== undefined && { joinedCount }),
		...(invitedCount !== undefined && { invitedCount }),
		ownReceipts: readOwnReceipts(ephemeral, ownUserId),
		accountData: readAccountData(asContent(room.account_data)?.events),
		...(typing && { typing }),
	};
}
