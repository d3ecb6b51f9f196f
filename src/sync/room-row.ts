import type { RoomRow } from '../store/room-rows.ts';
import { beforeFirst } from '../timeline/order.ts';
import { asContent, asText } from '../timeline/raw-event.ts';
import type { KnownRoomChange } from './change-set.ts';
import type { RoomLookup } from './room-lookup.ts';
import { roomName } from './room-name.ts';
import { succession } from './succession.ts';

const maxHeroes = 5;

/** Above it, a homeserver that counts has seen the members. */
const trustedCount = 1;

/** A row for a room that was never seen. */
export function newRoomRow(roomId: string): RoomRow {
	return {
		roomId,
		name: '',
		kind: 'room',
		membership: 'leave',
		isEncrypted: false,
		activity: 0,
		unread: 0,
		highlights: 0,
		readOrder: beforeFirst,
		announcedOrder: beforeFirst,
		lastOrder: beforeFirst,
		heroes: [],
		joinedCount: 0,
		invitedCount: 0,
		hasAllMembers: false,
	};
}

/**
 * Works out what the list shows of a room: name, picture, kind, encryption and membership.
 * `directUserId` is the other person where `m.direct` names the room.
 */
export async function describeRoom(
	existing: RoomRow,
	change: KnownRoomChange,
	lookup: RoomLookup,
	ownUserId: string,
	directUserId: string | undefined,
): Promise<RoomRow> {
	const [name, alias, avatar, topic, create, own] = await Promise.all([
		lookup.content('m.room.name'),
		lookup.content('m.room.canonical_alias'),
		lookup.content('m.room.avatar'),
		lookup.content('m.room.topic'),
		lookup.content('m.room.create'),
		lookup.get('m.room.member', ownUserId),
	]);
	const isInvite = change.membership === 'invite';
	const inviterId = isInvite ? own?.sender : undefined;
	const isDirectInvite = isInvite && own?.content.is_direct === true;
	const other = directUserId ?? (isDirectInvite ? inviterId : undefined) ?? existing.directUserId;
	const heroes = await heroesOf(existing, change, lookup, ownUserId, inviterId);
	const joinedCount = await joinedCountOf(existing, change, lookup);
	const invitedCount = change.invitedCount ?? existing.invitedCount;
	const heroNames = await Promise.all(heroes.map((userId) => lookup.memberName(userId)));
	const faceOf = other ?? (joinedCount + invitedCount <= 2 ? heroes[0] : undefined);
	const face = faceOf && asText((await lookup.content('m.room.member', faceOf)).avatar_url);
	const avatarUrl = asText(avatar.url) || face;
	const isEncrypted = existing.isEncrypted || Boolean(await lookup.get('m.room.encryption'));
	const { avatarUrl: _a, directUserId: _d, inviter: _i, topic: _t, typing: _y, ...rest } = existing;
	const { replacedBy: _by, replaces: _of, ...kept } = rest;
	const typing = change.typing ?? existing.typing;
	return {
		...kept,
		name: roomName({
			name: asText(name.name),
			alias: asText(alias.alias),
			heroes: heroNames,
			memberCount: joinedCount + invitedCount,
		}),
		kind: asText(create.type) === 'm.space' ? 'space' : other ? 'direct' : 'room',
		membership: change.membership,
		isEncrypted,
		heroes,
		joinedCount,
		invitedCount,
		hasAllMembers: existing.hasAllMembers && !change.isLimited && change.membership === 'join',
		...(avatarUrl?.startsWith('mxc://') && { avatarUrl }),
		...(other && { directUserId: other }),
		...(inviterId && { inviter: { userId: inviterId, name: await lookup.memberName(inviterId) } }),
		...(asText(topic.topic) && { topic: asText(topic.topic) as string }),
		...(typing && typing.length > 0 && { typing }),
		...(await succession(lookup)),
	};
}

/**
 * How many are joined. After a join over federation a homeserver may count before it knows the members,
 * and not count again: then those that are known are more.
 */
async function joinedCountOf(
	existing: RoomRow,
	change: KnownRoomChange,
	lookup: RoomLookup,
): Promise<number> {
	const counted = change.joinedCount ?? existing.joinedCount;
	const hasNewMembers = lookup.changed.some(({ type }) => type === 'm.room.member');
	if (counted > trustedCount || !hasNewMembers || change.membership !== 'join') return counted;
	return Math.max(counted, await lookup.knownJoined());
}

async function heroesOf(
	existing: RoomRow,
	change: KnownRoomChange,
	lookup: RoomLookup,
	ownUserId: string,
	inviterId: string | undefined,
): Promise<string[]> {
	if (change.heroes) return change.heroes.slice(0, maxHeroes);
	if (existing.heroes.length > 0) return existing.heroes;
	if (inviterId) return [inviterId];
	const members = await lookup.memberIds();
	return members.filter((userId) => userId !== ownUserId).slice(0, maxHeroes);
}

/** Reads `m.direct`: room id → the other person. Client-server API §Direct Messaging. */
export function readDirect(content: unknown): Map<string, string> {
	const direct = new Map<string, string>();
	for (const [userId, rooms] of Object.entries(asContent(content) ?? {})) {
		if (!Array.isArray(rooms)) continue;
		for (const roomId of rooms) if (typeof roomId === 'string') direct.set(roomId, userId);
	}
	return direct;
}
