import { type IEvent, type MatrixClient, Method } from 'matrix-js-sdk';
import type { Content, Membership } from '../store/rows.ts';
import { asContent, asText, readEvents } from '../timeline/raw-event.ts';
import { asStateChange, type StateChange } from '../timeline/state-rows.ts';
import type { ChangeSet, RoomChange, SyncSource } from './change-set.ts';

const timelineLimit = 20;

const filter = JSON.stringify({
	presence: { types: [] },
	room: {
		timeline: { limit: timelineLimit, lazy_load_members: true },
		state: { lazy_load_members: true },
		ephemeral: { types: ['m.receipt', 'm.typing'] },
	},
});

/** Client-server API §Syncing: `GET /_matrix/client/v3/sync`, with lazily loaded members. */
export function classicSource(client: MatrixClient): SyncSource {
	return {
		kind: 'classic',
		async next(since, timeoutMs, abortSignal) {
			const response = await client.http.authedRequest<Content>(
				Method.Get,
				'/sync',
				{ filter, timeout: timeoutMs, ...(since !== undefined && { since }) },
				undefined,
				{ abortSignal },
			);
			return readSync(response, client.getSafeUserId());
		},
	};
}

/** Reads a `/v3/sync` response; parts of the wrong shape are left out. @throws TypeError without `next_batch`. */
export function readSync(response: Content, ownUserId: string): ChangeSet {
	const since = asText(response.next_batch);
	if (since === undefined) throw new TypeError('a sync response has no next_batch');
	const rooms = asContent(response.rooms) ?? {};
	const read = (membership: Membership, key: string): RoomChange[] =>
		Object.entries(asContent(rooms[key]) ?? {}).flatMap(([roomId, value]) => {
			const room = asContent(value);
			return room && roomId.startsWith('!') ? [readRoom(roomId, membership, room, ownUserId)] : [];
		});
	return {
		since,
		crypto: readCrypto(response),
		accountData: readAccountData(response.account_data),
		rooms: [
			...read('join', 'join'),
			...read('invite', 'invite'),
			...read('knock', 'knock'),
			...read('leave', 'leave'),
		],
	};
}

function readCrypto(response: Content): ChangeSet['crypto'] {
	const deviceLists = asContent(response.device_lists);
	const counts = asContent(response.device_one_time_keys_count);
	const fallback = response.device_unused_fallback_key_types;
	return {
		toDeviceEvents: listOf(response.to_device, 'events').flatMap((event): Partial<IEvent>[] => {
			const content = asContent(event);
			return content ? [content] : [];
		}),
		...(deviceLists && { deviceLists }),
		...(counts && { oneTimeKeysCounts: counts as Record<string, number> }),
		...(Array.isArray(fallback) && { unusedFallbackKeys: fallback as string[] }),
	};
}

function readRoom(roomId: string, membership: Membership, room: Content, ownUserId: string): RoomChange {
	const timeline = asContent(room.timeline);
	const summary = asContent(room.summary);
	const prevBatch = asText(timeline?.prev_batch);
	const stripped = room.invite_state ?? room.knock_state;
	const heroes = summary?.['m.heroes'];
	const typing = readTyping(room.ephemeral);
	const count = (name: string): number | undefined => {
		const value = summary?.[name];
		return typeof value === 'number' ? value : undefined;
	};
	const joinedCount = count('m.joined_member_count');
	const invitedCount = count('m.invited_member_count');
	return {
		roomId,
		membership: ownMembership(room, ownUserId) ?? membership,
		state: stripped
			? readStripped(stripped)
			: readEvents(asContent(room.state)?.events).flatMap(asStateChange),
		timeline: readEvents(timeline?.events),
		isLimited: timeline?.limited === true,
		...(prevBatch !== undefined && { prevBatch }),
		...(Array.isArray(heroes) && { heroes: heroes.filter((hero) => typeof hero === 'string') }),
		...(joinedCount !== undefined && { joinedCount }),
		...(invitedCount !== undefined && { invitedCount }),
		ownReceipts: readOwnReceipts(room.ephemeral, ownUserId),
		accountData: readAccountData(room.account_data),
		...(typing && { typing: typing.filter((userId) => userId !== ownUserId) }),
	};
}

/** A ban comes under `leave`: the own member event says which it was. */
function ownMembership(room: Content, ownUserId: string): Membership | undefined {
	const events = [room.state, room.timeline].flatMap((part) => readEvents(asContent(part)?.events));
	const own = events
		.filter(({ type, state_key }) => type === 'm.room.member' && state_key === ownUserId)
		.at(-1);
	return own?.content.membership === 'ban' ? 'ban' : undefined;
}

function readStripped(part: unknown): StateChange[] {
	return listOf(part, 'events').flatMap((item) => {
		const event = asContent(item);
		const type = asText(event?.type);
		const stateKey = asText(event?.state_key);
		const sender = asText(event?.sender);
		const content = asContent(event?.content);
		if (type === undefined || stateKey === undefined || sender === undefined || !content) return [];
		const time = event?.origin_server_ts;
		return [{ type, stateKey, sender, content, eventId: '', time: typeof time === 'number' ? time : 0 }];
	});
}

function readAccountData(part: unknown): ChangeSet['accountData'] {
	return listOf(part, 'events').flatMap((item) => {
		const event = asContent(item);
		const type = asText(event?.type);
		const content = asContent(event?.content);
		return type !== undefined && content ? [{ type, content }] : [];
	});
}

/** Client-server API §Receipts: `m.read` and `m.read.private`, with or without a thread. */
function readOwnReceipts(ephemeral: unknown, ownUserId: string): RoomChange['ownReceipts'] {
	return ofType(ephemeral, 'm.receipt').flatMap((content) =>
		Object.entries(content).flatMap(([eventId, value]) =>
			['m.read', 'm.read.private'].flatMap((kind) => {
				const receipt = asContent(asContent(asContent(value)?.[kind])?.[ownUserId]);
				if (!receipt) return [];
				const time = typeof receipt.ts === 'number' ? receipt.ts : 0;
				return [{ eventId, time, threadId: asText(receipt.thread_id) ?? '' }];
			}),
		),
	);
}

function readTyping(ephemeral: unknown): string[] | undefined {
	const users = ofType(ephemeral, 'm.typing').at(-1)?.user_ids;
	return Array.isArray(users) ? users.filter((user) => typeof user === 'string') : undefined;
}

function ofType(part: unknown, type: string): Content[] {
	return listOf(part, 'events').flatMap((item) => {
		const event = asContent(item);
		const content = asContent(event?.content);
		return event?.type === type && content ? [content] : [];
	});
}

function listOf(part: unknown, name: string): unknown[] {
	const list = asContent(part)?.[name];
	return Array.isArray(list) ? list : [];
}
