import type { RawEvent } from '../store/event-rows.ts';
import { announcedInvite } from '../store/room-indexes.ts';
import type { RoomRow } from '../store/room-rows.ts';
import { beforeFirst } from '../timeline/order.ts';
import { asContent } from '../timeline/raw-event.ts';
import type { KnownRoomChange } from './change-set.ts';

/**
 * Up to which `order` a room needs no announcement, after a change. What comes to a room that is known is
 * news; of a room that is new here, what came after this device began to look and after the room was joined.
 * @param orders where the change's events come to stand; those that were known before are left out.
 */
export function announcedFrom(
	existing: Pick<RoomRow, 'membership' | 'announcedOrder' | 'lastOrder'>,
	change: Pick<KnownRoomChange, 'membership' | 'timeline' | 'liveCount'>,
	orders: ReadonlyMap<string, number>,
	lastOrder: number,
	ownUserId: string,
): number {
	if (change.membership === 'invite') {
		if (change.liveCount === 0) return announcedInvite;
		// Invited again is news again.
		return existing.membership === 'invite' ? existing.announcedOrder : beforeFirst;
	}
	if (existing.membership === 'join' && existing.lastOrder > beforeFirst) return existing.announcedOrder;
	const { timeline } = change;
	const live = Math.min(change.liveCount ?? timeline.length, sinceJoin(timeline, ownUserId));
	const news = live > 0 ? timeline.slice(-live) : [];
	const first = news.find(({ event_id }) => orders.has(event_id));
	return first ? (orders.get(first.event_id) as number) - 1 : lastOrder;
}

/** How many events came after our own joining; all of them when the list does not show it. */
function sinceJoin(timeline: RawEvent[], ownUserId: string): number {
	const joined = timeline.findLastIndex(
		(event) =>
			event.type === 'm.room.member' &&
			event.state_key === ownUserId &&
			event.content.membership === 'join' &&
			asContent(event.unsigned?.prev_content)?.membership !== 'join',
	);
	return timeline.length - 1 - joined;
}
