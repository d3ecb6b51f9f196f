import type { CryptoChanges } from '../crypto/internal.ts';
import type { AccountDataRow, Membership, RawEvent, ReceiptRow, SyncKind } from '../store/rows.ts';
import type { StateChange } from '../timeline/state-rows.ts';

export interface RoomChange {
	roomId: string;
	membership: Membership;
	/** State before the timeline. */
	state: StateChange[];
	/** Oldest first. */
	timeline: RawEvent[];
	/** Events are missing between what is known and this timeline. */
	isLimited: boolean;
	prevBatch?: string;
	heroes?: string[];
	joinedCount?: number;
	invitedCount?: number;
	/** Our own read receipts, public and private, of any of our devices. */
	ownReceipts: Omit<ReceiptRow, 'roomId'>[];
	/** The account's data on this room, such as `m.marked_unread`. */
	accountData: AccountDataRow[];
	/** User ids; absent when nothing changed. */
	typing?: string[];
}

/** What one answer of the homeserver changes, the same from every kind of sync. */
export interface ChangeSet {
	/** Where the next request goes on. */
	since: string;
	crypto: CryptoChanges;
	accountData: AccountDataRow[];
	rooms: RoomChange[];
}

/** A way to learn what changed: classic `/v3/sync`, or sliding sync. */
export interface SyncSource {
	readonly kind: SyncKind;
	/**
	 * Waits for changes after `since` (all there is when undefined) for at most `timeoutMs`.
	 * @throws what the HTTP layer throws.
	 */
	next(since: string | undefined, timeoutMs: number, signal: AbortSignal): Promise<ChangeSet>;
}
