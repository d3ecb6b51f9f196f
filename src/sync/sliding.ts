import type { MatrixClient } from 'matrix-js-sdk';
import { log } from '../log.ts';
import type { PositionRow } from '../store/account-rows.ts';
import type { Content } from '../store/event-rows.ts';
import { asContent } from '../timeline/raw-event.ts';
import { ask, isTimeout, statusOf } from './ask.ts';
import type { ChangeSet, SyncSource } from './change-set.ts';
import { listName, readSliding } from './sliding-answer.ts';
import { mostNew, nextWindow, reachedWindow, smallerGrowth, wholeWindow } from './window.ts';

const timelineLimit = 20;
/**
 * From so many rooms on, a background that wakes looks at the top of the list first, where news is, before it
 * looks at the whole, which costs a homeserver about as much as it has rooms.
 */
const manyRooms = 100;
/** As much as homeservers give at once. */
const toDeviceLimit = 100;
export const slidingPrefix = '/_matrix/client/unstable/org.matrix.simplified_msc3575';

const requiredState = [
	['m.room.create', ''],
	['m.room.name', ''],
	['m.room.avatar', ''],
	['m.room.canonical_alias', ''],
	['m.room.topic', ''],
	['m.room.encryption', ''],
	['m.room.history_visibility', ''],
	['m.room.join_rules', ''],
	['m.room.power_levels', ''],
	['m.room.tombstone', ''],
	['m.bridge', '*'],
	['uk.half-shot.bridge', '*'],
	['m.room.member', '$ME'],
	['m.room.member', '$LAZY'],
];

/**
 * Simplified sliding sync (MSC4186): one list of all rooms, the top of it first, in a window that grows until
 * it is whole and then stays so. A connection that the homeserver has forgotten begins anew.
 */
export function slidingSource(client: MatrixClient): SyncSource {
	/** By how many rooms the window may grow: fewer once an answer did not come in time. */
	let most = mostNew;
	/** Not even what has changed in all rooms comes in time: the window has to grow anew. */
	let isTooWide = false;
	let isAwake = false;

	const once = async (position: PositionRow, timeoutMs: number, signal: AbortSignal): Promise<ChangeSet> => {
		const isWaking = !isAwake && position.windowSize === wholeWindow && (position.roomCount ?? 0) > manyRooms;
		const reached = isTooWide || isWaking ? undefined : position.windowSize;
		const window = nextWindow(reached, most);
		const query = {
			// While it grows, nothing else may happen: what it grows by must not wait for that.
			timeout: window === wholeWindow ? timeoutMs : 0,
			...(position.since !== undefined && { pos: position.since }),
		};
		try {
			const body = requestBody(position, window);
			const response = await ask(client, { path: '/sync', prefix: slidingPrefix, query, body, signal });
			isAwake = true;
			isTooWide = false;
			if (window === wholeWindow) most = mostNew;
			const changes = toChanges(response, client.getSafeUserId(), position, window);
			// From the top the window goes back to the whole at once: every room was sent before.
			return isWaking ? { ...changes, position: { ...changes.position, windowSize: wholeWindow } } : changes;
		} catch (error) {
			if (isTimeout(error)) {
				isTooWide = reached === wholeWindow;
				if (!isTooWide) most = smallerGrowth(reached, window);
			}
			throw error;
		}
	};

	return {
		kind: 'sliding',
		async next(position, timeoutMs, signal) {
			try {
				return await once(position, timeoutMs, signal);
			} catch (error) {
				if (position.since === undefined || statusOf(error) !== 400) throw error;
				// `M_UNKNOWN_POS`, or a position that a homeserver of another version cannot read.
				log.warn('the sync connection has expired', error);
				const { since: _since, windowSize: _size, ...kept } = position;
				return await once(kept, timeoutMs, signal);
			}
		},
	};
}

/** Client-server API §`GET /_matrix/client/versions`; the feature may be this account's alone. */
export async function isSlidingOffered(client: MatrixClient, signal: AbortSignal): Promise<boolean> {
	const answer = await ask(client, { path: '/versions', prefix: '/_matrix/client', signal });
	return asContent(answer.unstable_features)?.['org.matrix.simplified_msc3575'] === true;
}

function requestBody({ toDeviceSince }: PositionRow, window: number): Content {
	return {
		lists: {
			[listName]: {
				ranges: [[0, window - 1]],
				timeline_limit: timelineLimit,
				required_state: requiredState,
			},
		},
		extensions: {
			to_device: {
				enabled: true,
				limit: toDeviceLimit,
				...(toDeviceSince !== undefined && { since: toDeviceSince }),
			},
			e2ee: { enabled: true },
			account_data: { enabled: true },
			receipts: { enabled: true },
			typing: { enabled: true },
		},
	};
}

/** @throws TypeError when the response lacks its position or its list. */
function toChanges(response: Content, ownUserId: string, position: PositionRow, window: number): ChangeSet {
	const isNewConnection = position.since === undefined;
	const isComplete = position.isComplete === true;
	const { pos, toDeviceSince, count, listed, ...changes } = readSliding(
		response,
		ownUserId,
		isNewConnection && isComplete,
	);
	const windowSize = reachedWindow(window, count);
	const isWhole = windowSize === wholeWindow;
	const isJustWhole = isWhole && position.windowSize !== wholeWindow;
	const since = toDeviceSince ?? position.toDeviceSince;
	return {
		...changes,
		rooms: isComplete ? changes.rooms : changes.rooms.map(asOldInvite),
		position: {
			...position,
			source: 'sliding',
			since: pos,
			windowSize,
			roomCount: count,
			...(since !== undefined && { toDeviceSince: since }),
			...(isWhole && { isComplete: true }),
		},
		...(isNewConnection && { isUnconnected: true }),
		...(isJustWhole && listed && { listing: { roomIds: listed, memberships: ['join', 'invite', 'knock'] } }),
		...(!isWhole && { hasMore: true }),
		...(!isWhole && isComplete && { isPartial: true }),
		...(!isWhole && !isComplete && { progress: { done: Math.min(window, count), total: count } }),
	};
}

/** While an account is seen for the first time, its invites have been there before. */
function asOldInvite<T extends ChangeSet['rooms'][number]>(change: T): T {
	return change.membership === 'invite' ? { ...change, liveCount: 0 } : change;
}
