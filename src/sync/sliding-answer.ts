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

/** A response of simplified sliding sync, read. */
export interface SlidingAnswer extends Pick<ChangeSet, 'crypto' | 'accountData' | 'rooms'> {
	pos: string;
	/** Where the to-device messages go on; absent when the answer doesn't say. */
	toDeviceSince?: string;
	/** How many rooms the list has. */
	count: number;
	/** The rooms in the window; absent where the homeserver doesn't list them. */
	listed?: Set<string>;
}

export const listName = 'all';

/**
 * Reads a response of simplified sliding sync (MSC4186); parts of the wrong shape are left out.
 * @param isNewsUncounted the homeserver can't know which events are new to us: nothing was asked before.
 * @throws TypeError without `pos` or the list.
 */
export function readSliding(response: Content, ownUserId: string, isNewsUncounted: boolean): SlidingAnswer {
	const pos = asText(response.pos);
	const list = asContent(asContent(response.lists)?.[listName]);
	const count = asCount(list?.count);
	if (pos === undefined || count === undefined) throw new TypeError('a sliding sync response lacks its list');
	const extensions = asContent(response.extensions) ?? {};
	const toDevice = asContent(extensions.to_device);
	const accountData = asContent(extensions.account_data);
	const toDeviceSince = asText(toDevice?.next_batch);
	const extras: Extras = {
		accountData: asContent(accountData?.rooms) ?? {},
		receipts: asContent(asContent(extensions.receipts)?.rooms) ?? {},
		typing: asContent(asContent(extensions.typing)?.rooms) ?? {},
	};
	const rooms = asContent(response.rooms) ?? {};
	const roomIds = new Set([rooms, ...Object.values(extras)].flatMap((part) => Object.keys(part)));
	const listed = readListed(list?.ops);
	return {
		pos,
		...(toDeviceSince !== undefined && { toDeviceSince }),
		count,
		...(listed && { listed }),
		crypto: {
			...readCrypto(toDevice?.events, asContent(extensions.e2ee) ?? {}),
			useMsc4186: true,
		},
		accountData: readAccountData(accountData?.global),
		rooms: [...roomIds]
			.filter((roomId) => roomId.startsWith('!'))
			.map((roomId) => ({
				...readRoom(roomId, asContent(rooms[roomId]) ?? {}, ownUserId, isNewsUncounted),
				...readExtras(roomId, extras, ownUserId),
			})),
	};
}

/** What extensions say of rooms, by room id. */
interface Extras {
	accountData: Content;
	receipts: Content;
	typing: Content;
}

function readExtras(
	roomId: string,
	extras: Extras,
	ownUserId: string,
): Pick<RoomChange, 'ownReceipts' | 'accountData' | 'typing'> {
	const typing = readTyping([extras.typing[roomId]], ownUserId);
	return {
		ownReceipts: readOwnReceipts([extras.receipts[roomId]], ownUserId),
		accountData: readAccountData(extras.accountData[roomId]),
		...(typing && { typing }),
	};
}

function readRoom(
	roomId: string,
	room: Content,
	ownUserId: string,
	isNewsUncounted: boolean,
): Omit<RoomChange, 'ownReceipts' | 'accountData' | 'typing'> {
	const isInitial = room.initial === true;
	const timeline = readEvents(room.timeline);
	const membership = readMembership(room, isInitial, ownUserId);
	const prevBatch = asText(room.prev_batch);
	const joinedCount = asCount(room.joined_count);
	const invitedCount = asCount(room.invited_count);
	const isCounted = isInitial && !isNewsUncounted && !room.invite_state;
	const liveCount = isCounted ? (asCount(room.num_live) ?? 0) : undefined;
	return {
		roomId,
		...(membership && { membership }),
		// What was asked for is told as it is now; of the rest the timeline tells.
		state: room.invite_state
			? readStripped(room.invite_state)
			: [...timeline, ...readEvents(room.required_state)].flatMap(asStateChange),
		isStateAfter: true,
		timeline,
		isLimited: room.limited === true || isInitial,
		...(isInitial && { isSnapshot: true }),
		...(prevBatch !== undefined && { prevBatch }),
		...(liveCount !== undefined && { liveCount }),
		...(Array.isArray(room.heroes) && readHeroes(room.heroes)),
		...(joinedCount !== undefined && { joinedCount }),
		...(invitedCount !== undefined && { invitedCount }),
	};
}

function readMembership(room: Content, isInitial: boolean, ownUserId: string): Membership | undefined {
	if (room.invite_state) {
		const own = readStripped(room.invite_state).findLast(
			({ type, stateKey }) => type === 'm.room.member' && stateKey === ownUserId,
		);
		return own?.content.membership === 'knock' ? 'knock' : 'invite';
	}
	const own = ownMembership([room.timeline, room.required_state], ownUserId);
	if (own || !isInitial) return own;
	// A room with nothing in it is one that a state reset took us out of.
	return asList(room.required_state).length > 0 || asList(room.timeline).length > 0 ? 'join' : 'leave';
}

/** Their member events are told only of those who have just spoken. */
function readHeroes(list: unknown[]): Pick<RoomChange, 'heroes' | 'heroMembers'> {
	const heroMembers = list.flatMap((item) => {
		const { user_id: userId, displayname, avatar_url } = asContent(item) ?? {};
		if (typeof userId !== 'string') return [];
		const content = { displayname, avatar_url };
		return [{ type: 'm.room.member', stateKey: userId, sender: userId, content, eventId: '', time: 0 }];
	});
	return { heroes: heroMembers.map(({ stateKey }) => stateKey), heroMembers };
}

export function readListed(ops: unknown): Set<string> | undefined {
	if (!Array.isArray(ops)) return undefined;
	const ids = ops.flatMap((op) => asList(asContent(op)?.room_ids));
	return new Set(ids.filter((id) => typeof id === 'string'));
}
