import type { CryptoChanges } from '../crypto/internal.ts';
import type { AccountDataRow, PositionRow, StatusRow, SyncKind } from '../store/account-rows.ts';
import type { RawEvent } from '../store/event-rows.ts';
import type { Membership, ReceiptRow } from '../store/room-rows.ts';
import type { StateChange } from '../timeline/state-rows.ts';

export interface RoomChange {
	roomId: string;
	/** Absent when the answer says nothing of it: it is what it was. */
	membership?: Membership;
	/** State before the timeline, whose own changes come on top. */
	state: StateChange[];
	/** `state` is what it is after the timeline. */
	isStateAfter?: true;
	/** Oldest first. */
	timeline: RawEvent[];
	/** Events are missing between what is known and this timeline. */
	isLimited: boolean;
	/** The timeline is the newest part of the whole, whatever this device has of it already. */
	isSnapshot?: true;
	prevBatch?: string;
	/**
	 * How many of the newest events, or whether the invite, came after this device began to look; all of
	 * them when absent. What was there before is no news.
	 */
	liveCount?: number;
	heroes?: string[];
	/** What the heroes are called, as member events without a membership. */
	heroMembers?: StateChange[];
	joinedCount?: number;
	invitedCount?: number;
	/** Our own read receipts, public and private, of any of our devices. */
	ownReceipts: Omit<ReceiptRow, 'roomId'>[];
	/** The account's data on this room, such as `m.marked_unread`. */
	accountData: AccountDataRow[];
	/** User ids; absent when nothing changed. */
	typing?: string[];
}

/** A change of a room whose membership is known. */
export type KnownRoomChange = RoomChange & { membership: Membership };

/** All rooms that the account is in: a stored one that is missing was left while nobody looked. */
export interface RoomListing {
	roomIds: ReadonlySet<string>;
	/** The memberships that it lists. */
	memberships: readonly Membership[];
}

/** What one answer of the homeserver changes, the same from every kind of sync. */
export interface ChangeSet {
	/** Where the next request goes on. */
	position: PositionRow;
	crypto: CryptoChanges;
	accountData: AccountDataRow[];
	rooms: RoomChange[];
	listing?: RoomListing;
	/** The answer does not go on where another one ended: whose devices have changed meanwhile is unknown. */
	isUnconnected?: true;
	/** The next answer will bring more of what is there already. */
	hasMore?: true;
	/** Rooms that are here were not all looked at: there may be news of them that is not in it. */
	isPartial?: true;
	/** How much of a new account is here, while rooms are missing. */
	progress?: NonNullable<StatusRow['progress']>;
}

/** A way to learn what changed: classic `/v3/sync`, or sliding sync. */
export interface SyncSource {
	readonly kind: SyncKind;
	/**
	 * Waits for changes after `position` (all there is when it says nothing) for at most `timeoutMs`; at
	 * once while there is more.
	 * @throws what the HTTP layer throws; TypeError for an answer that says not where to go on.
	 */
	next(position: PositionRow, timeoutMs: number, signal: AbortSignal): Promise<ChangeSet>;
}
