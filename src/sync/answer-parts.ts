import type { IEvent } from 'matrix-js-sdk';
import type { CryptoChanges } from '../crypto/internal.ts';
import type { Content } from '../store/event-rows.ts';
import type { Membership } from '../store/room-rows.ts';
import { asContent, asText, readEvents } from '../timeline/raw-event.ts';
import type { StateChange } from '../timeline/state-rows.ts';
import type { ChangeSet, RoomChange } from './change-set.ts';

/** Reads a property that should be a list. */
export function asList(value: unknown): unknown[] {
	return Array.isArray(value) ? value : [];
}

/** Reads a property that should be a count. */
export function asCount(value: unknown): number | undefined {
	return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** What crypto takes, from where the two kinds of sync have it. A bad part must not keep out the good ones. */
export function readCrypto(toDevice: unknown, keys: Content): CryptoChanges {
	const lists = asContent(keys.device_lists);
	const counts = asContent(keys.device_one_time_keys_count);
	const fallback = keys.device_unused_fallback_key_types;
	return {
		toDeviceEvents: asList(toDevice).flatMap((item): Partial<IEvent>[] => {
			const event = asContent(item);
			const isEvent = typeof event?.type === 'string' && typeof event.sender === 'string';
			return isEvent ? [event] : [];
		}),
		...(lists && { deviceLists: { changed: userIds(lists.changed), left: userIds(lists.left) } }),
		...(counts && {
			oneTimeKeysCounts: Object.fromEntries(
				Object.entries(counts).flatMap(([algorithm, value]) => {
					const count = asCount(value);
					return count === undefined ? [] : [[algorithm, count]];
				}),
			),
		}),
		...(Array.isArray(fallback) && {
			unusedFallbackKeys: fallback.filter((algorithm) => typeof algorithm === 'string'),
		}),
	};
}

/** The stripped state of an invite or a knock, which has neither ids nor times. */
export function readStripped(list: unknown): StateChange[] {
	return asList(list).flatMap((item) => {
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

export function readAccountData(list: unknown): ChangeSet['accountData'] {
	return asList(list).flatMap((item) => {
		const event = asContent(item);
		const type = asText(event?.type);
		const content = asContent(event?.content);
		return type !== undefined && content ? [{ type, content }] : [];
	});
}

/** Client-server API §Receipts: `m.read` and `m.read.private`, with or without a thread. */
export function readOwnReceipts(events: unknown, ownUserId: string): RoomChange['ownReceipts'] {
	return contentsOf(events, 'm.receipt').flatMap((content) =>
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

/** Who else is typing; undefined when the events don't say. */
export function readTyping(events: unknown, ownUserId: string): string[] | undefined {
	const users = contentsOf(events, 'm.typing').at(-1)?.user_ids;
	if (!Array.isArray(users)) return undefined;
	return users.filter((user): user is string => typeof user === 'string' && user !== ownUserId);
}

/** What the newest own member event in these lists says. */
export function ownMembership(lists: unknown[], ownUserId: string): Membership | undefined {
	const own = lists
		.flatMap(readEvents)
		.filter(({ type, state_key }) => type === 'm.room.member' && state_key === ownUserId)
		.at(-1);
	return asMembership(own?.content.membership);
}

export function asMembership(value: unknown): Membership | undefined {
	return memberships.find((membership) => membership === value);
}

const memberships: Membership[] = ['join', 'invite', 'knock', 'leave', 'ban'];

function contentsOf(events: unknown, type: string): Content[] {
	return asList(events).flatMap((item) => {
		const event = asContent(item);
		const content = asContent(event?.content);
		return event?.type === type && content ? [content] : [];
	});
}

/** Crypto takes none that is not of this shape. Appendices §User identifiers. */
function userIds(list: unknown): string[] {
	return asList(list).filter((id): id is string => typeof id === 'string' && /^@[^:\s]*:\S+$/.test(id));
}
