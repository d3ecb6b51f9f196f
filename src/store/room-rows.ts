import type { FailureCode } from '../failure.ts';
import type { Content } from './event-rows.ts';
import type { RoomMode } from './push-rules.ts';
import type { Sealed } from './seal.ts';

export type Membership = 'join' | 'invite' | 'knock' | 'leave' | 'ban';

/** The one line under a room's name. */
export interface Preview {
	sender: string;
	senderName: string;
	kind: 'text' | 'emote' | 'image' | 'file' | 'other' | 'unreadable' | 'redacted';
	text: string;
}

export interface RoomRow {
	roomId: string;
	/** Computed by the spec's algorithm (m.room.name, alias, heroes). */
	name: string;
	/** `mxc:` address of the avatar. */
	avatarUrl?: string;
	kind: 'direct' | 'room' | 'space';
	/** The other person of a direct chat; an index finds it. */
	directUserId?: string;
	membership: Membership;
	/** Who invited, while `membership` is `invite`. */
	inviter?: { userId: string; name: string };
	isEncrypted: boolean;
	/** ms since the epoch of what should order the list. */
	activity: number;
	unread: number;
	highlights: number;
	/** `order` of the newest row that the person has read. */
	readOrder: number;
	/** Highest `order` in use; live events append above it. */
	lastOrder: number;
	/** Up to here rows were announced by a notification, or need none. */
	announcedOrder: number;
	/** The newest row that could be read at last and waits to be announced. */
	lateOrder?: number;
	lastMessage?: Sealed<Preview>;
	/** `order` of the row that `lastMessage` is made of. */
	lastMessageOrder?: number;
	topic?: string;
	/** `heroes` and counts of the sync's room summary. */
	heroes: string[];
	joinedCount: number;
	invitedCount: number;
	/** All members are in `state`, not only the lazily loaded ones. */
	hasAllMembers: boolean;
	/** The person agreed to send unencrypted messages here. */
	isClearTextAccepted?: boolean;
	/** User ids now typing; emptied when the background starts. */
	typing?: string[];
	/** The person marked it as unread (MSC2867, `m.marked_unread`). */
	isMarkedUnread?: boolean;
	/** The room that took this one's place (`m.room.tombstone`). */
	replacedBy?: string;
	/** The room whose place this one took (`predecessor` of `m.room.create`). */
	replaces?: string;
	/** We are in the room that took this one's place: the list shows that one alone. */
	isLeftBehind?: boolean;
	/** What the account's push rules say of this room, where it is not what they say of all. */
	mode?: RoomMode;
	/** Derived by the store (`room-indexes.ts`) at every write. */
	shelf?: RoomIndexes['shelf'];
	attention?: RoomIndexes['attention'];
	behind?: RoomIndexes['behind'];
}

/** What the store derives from a room's row to find it by; absent columns keep a row out of their index. */
export interface RoomIndexes {
	/** Where the list shows it: invites above chats; absent for what the list does not show. */
	shelf?: 'invite' | 'chat';
	/** It counts on the badge: an invite, or something unread where that is not muted. */
	attention?: 1;
	/** It has rows, or is an invite, that no notification was considered for. */
	behind?: 1;
}

export interface StateRow {
	roomId: string;
	type: string;
	stateKey: string;
	eventId: string;
	sender: string;
	time: number;
	content: Content;
}

/** Up to where the account has read a thread, on any of its devices. Client-server API §Threaded read receipts. */
export interface ReceiptRow {
	roomId: string;
	/** `main`, a thread's root event, or the empty text for a receipt that knows no threads. */
	threadId: string;
	/** The event that the newest own receipt points at, known here or not yet. */
	eventId: string;
	/** ms since the epoch, as the homeserver says. */
	time: number;
	/** Highest `order` that it, or one before it, is known to point at. */
	order?: number;
	/** Events that receipts point at and that are not known here yet, the newest last. */
	awaited?: string[];
}

/** A marker of the person's that the homeserver has not been told yet; a newer one takes an older one's place. */
export interface MarkerRow {
	roomId: string;
	/** A read receipt (which moves `m.fully_read` too), or MSC2867's mark. */
	type: 'm.read' | 'm.marked_unread';
	/** For `m.read`. */
	eventId?: string;
	/** For `m.marked_unread`. */
	isUnread?: boolean;
	attempt: number;
	/** Not before this, ms since the epoch. */
	nextTry: number;
}

/** Somebody whom the person wants in a room and who is not invited yet. */
export interface InvitationRow {
	roomId: string;
	userId: string;
	/** The person was told that earlier messages can be read then. */
	sharesHistory: boolean;
	/** The homeserver was asked, and may have done it. */
	isTried?: boolean;
	attempt: number;
	/** Not before this, ms since the epoch. */
	nextTry: number;
	/** Why the last try failed. */
	failure?: FailureCode;
	/** It will not be tried again. */
	isRefused?: boolean;
}
