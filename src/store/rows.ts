import type { PassphraseInfo } from 'matrix-js-sdk/lib/secret-storage.js';
import type { FailureCode } from '../failure.ts';
import type { Sealed } from './seal.ts';

/** An event's `content`: data from strangers, read with care. */
export type Content = Record<string, unknown>;

/** The account's vault key, wrapped; see `vault.ts`. One row is written at once: it is never half of either. */
export type VaultRow = OpenVaultRow | LockedVaultRow;

/** Without a lock. */
export interface OpenVaultRow {
	id: 'vault';
	/** Non-extractable AES-GCM key that wraps the vault key. */
	wrappingKey: CryptoKey;
	wrapped: Uint8Array<ArrayBuffer>;
}

/** With a lock: what wraps the vault key is nowhere but with the person. */
export interface LockedVaultRow {
	id: 'vault';
	passphrase: PassphraseWrap;
}

/** The vault key, wrapped by a key that Argon2id (RFC 9106) makes of a passphrase. */
export interface PassphraseWrap {
	salt: Uint8Array<ArrayBuffer>;
	memoryKiB: number;
	passes: number;
	lanes: number;
	wrapped: Uint8Array<ArrayBuffer>;
}

/**
 * How far this device is with the account's identity (cross-signing, secret storage, backup):
 * `unknown` not looked at yet; `missing` the account has none; `unsaved` made here, the recovery key
 * not confirmed as saved; `locked` made elsewhere, this device lacks its keys; `resetting` a new one is
 * taking its place; `ready`.
 */
export type IdentityState = 'unknown' | 'missing' | 'unsaved' | 'locked' | 'resetting' | 'ready';

/**
 * What is out of step among the account's keys: `noRecoveryKey` there is none; `secretsNotStored` the recovery
 * key does not give all of them back; `secretsNotHere` this device lacks the identity's, `backupKeyNotHere` the
 * backup's; `backupNotOurs` a backup that nobody here can open.
 */
export type KeyTrouble =
	| 'noRecoveryKey'
	| 'secretsNotStored'
	| 'secretsNotHere'
	| 'backupKeyNotHere'
	| 'backupNotOurs';

export interface SessionRow {
	id: 'session';
	userId: string;
	deviceId: string;
	/** Client-server API base, without a trailing slash. */
	baseUrl: string;
	accessToken: Sealed<string>;
	/** What the next access token is asked for with, where the homeserver lets them expire. */
	refreshToken?: Sealed<string>;
	/** When the access token ends (ms since the epoch) and how long it was to live. */
	expiry?: { time: number; lifetimeMs: number };
	displayName?: string;
	avatarUrl?: string;
	identity: IdentityState;
	/** Kept only while an identity is being made, and until its recovery key is confirmed as saved. */
	recoveryKey?: Sealed<string>;
	/** What the identity was before the reset under way: the default secret storage key and the public master key. */
	reset?: { formerKeyId: string | null; formerMasterKey: string | undefined };
	/** When the dehydrated device (MSC3814) was last made anew here, ms since the epoch. */
	dehydratedTime?: number;
	/** The recovery key is being changed: `recoveryKey` is the new one. */
	isKeyChanging?: true;
	/** How `recoveryKey` is made from its passphrase, if it has one. */
	passphraseInfo?: PassphraseInfo;
	/** The identity is ready, but something of its keys is out of step. */
	keyTrouble?: KeyTrouble;
	/** It is `locked` because another of the account's devices has reset it. */
	isIdentityReplaced?: boolean;
	/** The key backup that this device's keys were last uploaded to. */
	backupVersion?: string;
	/** The person chose to give the recovery key later. */
	isRecoveryPostponed?: boolean;
	/** Set when the homeserver no longer accepts the token. */
	isRejected?: boolean;
	/** It keeps the device all the same: signing in again goes on with it (a soft logout). */
	keepsDevice?: boolean;
}

/** Which kind of sync the account uses: `/v3/sync`, or simplified sliding sync (MSC4186). */
export type SyncKind = 'classic' | 'sliding';

/** How far the account's sync is. */
export interface PositionRow {
	id: 'sync';
	source: SyncKind;
	/** Classic: where the next request goes on. Sliding: the connection's `pos`; absent before its first answer. */
	since?: string;
	/** Sliding: the `since` of its to-device extension, which outlives connections. */
	toDeviceSince?: string;
	/** Classic: joined rooms of a large account whose messages are still to be asked for. */
	awaited?: string[];
	/** Sliding: how many rooms the list has. Classic: how many were awaited at first. */
	roomCount?: number;
	/** Classic: the state of the awaited rooms is not here either. */
	isStateAwaited?: true;
	/** Sliding: how many rooms the list's window reaches over, counted from the top. */
	windowSize?: number;
	/** Every room of the account was seen once on this device: what is new here from now on is news. */
	isComplete?: true;
	/** When it was last asked which kinds of sync the homeserver offers, ms since the epoch. */
	askedTime?: number;
	/** When sliding sync was given up although the homeserver offers it, ms since the epoch. */
	refusedTime?: number;
}

/** What the sync loop is doing, for the UI. */
export interface StatusRow {
	id: 'sync';
	/** `starting` until the first answer of a new account; `offline` when the last try failed. */
	state: 'starting' | 'live' | 'offline';
	failure?: FailureCode;
	/** How many of the account's rooms are here, while a large account comes in. */
	progress?: { done: number; total: number };
	/** ms since the epoch. */
	time: number;
}

/** Room on the disk that is held for bad times: inside of a browser's database file, and beside it. */
export interface ReserveRow {
	id: 'reserve';
	inline: Uint8Array<ArrayBuffer>;
	blob: Blob;
}

/** How the person wants Messa to be on this device. */
export interface SettingsRow {
	id: 'settings';
	/** How often a sleeping background looks for news, in minutes; below a minute it stays connected. */
	wakeMinutes?: number;
	/** After how many minutes without the person the lock closes; 0 is never. */
	lockMinutes?: number;
	/** Devices that their owners have not confirmed are left out (MSC4153). */
	excludesUnconfirmed?: boolean;
}

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
	/** Derived by the store (`room-indexes.ts`) at every write. */
	shelf?: RoomIndexes['shelf'];
	attention?: RoomIndexes['attention'];
	behind?: RoomIndexes['behind'];
}

/** What the store derives from a room's row to find it by; absent columns keep a row out of their index. */
export interface RoomIndexes {
	/** Where the list shows it: invites above chats; absent for what the list does not show. */
	shelf?: 'invite' | 'chat';
	/** It counts on the badge: an invite, or something unread. */
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

/**
 * Why a message cannot be read, as far as this device can know: `keyStartsLater` it has the key, but only
 * from a later message on; `sentBeforeThisDevice` and the account has no backup; `backupLocked` and this
 * device has no key to the backup. The `withheld…` are the sender's own word (client-server API
 * §Reporting that decryption keys are withheld), the `sender…` ours while unconfirmed devices are excluded.
 */
export type UnreadableReason =
	| 'keyMissing'
	| 'keyStartsLater'
	| 'sentBeforeThisDevice'
	| 'sentBeforeJoining'
	| 'backupLocked'
	| 'notInBackup'
	| 'withheldUnverified'
	| 'withheldBlocked'
	| 'withheldUnauthorised'
	| 'withheldHistory'
	| 'withheldNoChannel'
	| 'keyWithheld'
	| 'senderChanged'
	| 'senderDeviceUnknown'
	| 'senderDeviceUnsigned'
	| 'corrupt';

/**
 * What is wrong with where a readable message comes from: `unconfirmedDevice` its owner has not confirmed
 * the device; `unknownDevice` nobody's, or deleted; `changedIdentity` the sender was confirmed and has
 * another identity now; `wrongSender` the key is somebody else's; `unproven` the key came by a way (a
 * backup, a file) that does not show who made it.
 */
export type Shield = 'unconfirmedDevice' | 'unknownDevice' | 'changedIdentity' | 'wrongSender' | 'unproven';

export interface Reaction {
	eventId: string;
	sender: string;
	key: string;
	time: number;
}

/** What a timeline row seals. */
export interface EventBody {
	/** Decrypted, unedited; empty for a redacted event. */
	content: Content;
	/** `m.new_content` of the newest valid edit. */
	edit?: { eventId: string; time: number; content: Content };
	reactions: Reaction[];
	/** A state event's content before this one, where the homeserver tells. */
	previousContent?: Content;
	/** What the push rules said before any edit; absent where they do not apply: own events, and the past. */
	verdict?: { notifies: boolean; highlights: boolean };
	/** Megolm session that it was decrypted by. */
	decryptedBy?: string;
	/** Who shared its key when they invited us (MSC4268). */
	keyFrom?: string;
	shield?: Shield;
	/** The event as the server gave it, kept while it cannot be read. */
	raw?: RawEvent;
}

/** A room event as a homeserver gives it, of the right shape. Client-server API §Room event format. */
export interface RawEvent {
	event_id: string;
	type: string;
	sender: string;
	/** ms since the epoch. */
	origin_server_ts: number;
	content: Content;
	state_key?: string;
	redacts?: string;
	unsigned?: Content;
}

export interface EventRow {
	kind: 'event';
	roomId: string;
	order: number;
	eventId: string;
	/** After decryption; `m.room.encrypted` while unreadable. */
	type: string;
	stateKey?: string;
	sender: string;
	/** `origin_server_ts`, ms since the epoch. */
	time: number;
	isEncrypted: boolean;
	status: 'readable' | 'unreadable' | 'redacted';
	reason?: UnreadableReason;
	/** Megolm session that an unreadable row waits for. */
	sessionId?: string;
	/** Root event of the thread that it belongs to. Client-server API §Threading. */
	threadId?: string;
	/** The event that it replies to. Client-server API §Rich replies. */
	repliesTo?: string;
	/** What the push rules say, until its thread was read: counts as unread, and perhaps as a highlight. 1, for the index. */
	notifies?: 1;
	highlights?: 1;
	/** Only on our own device's events. */
	transactionId?: string;
	/** An edit is folded into the body. */
	isEdited?: boolean;
	sealed: Sealed<EventBody>;
}

/** A hole in the timeline: everything between the row below and the row above is not here yet. */
export interface GapRow {
	kind: 'gap';
	roomId: string;
	order: number;
	/** `prev_batch` token from which `/messages` continues backwards; empty while `aboveEventId` stands for it. */
	prevBatch: string;
	/** The event right above, where older rows were given up: its context has the token (`gap-token.ts`). */
	aboveEventId?: string;
	/** Token from which `/messages` continues forwards from the row below, once it was asked for. */
	nextBatch?: string;
}

export type TimelineRow = EventRow | GapRow;

/** An event that changes another one: an edit, a reaction or a redaction. */
export interface RelationRow {
	eventId: string;
	roomId: string;
	targetId: string;
	/** Where it stands among the room's rows, for receipts that point at it. */
	order: number;
	relation: 'm.replace' | 'm.annotation' | 'm.redaction';
	sender: string;
	time: number;
	isEncrypted: boolean;
	status: 'readable' | 'unreadable' | 'redacted';
	sessionId?: string;
	sealed: Sealed<RelationBody>;
}

export interface RelationBody {
	content: Content;
	raw?: RawEvent;
}

/** What is remembered of tries, to find out whether one of them arrived. */
export interface UnansweredTries {
	/** The device that tried: a homeserver knows transaction ids by device. */
	deviceId: string;
	/** First and last try, ms since the epoch. */
	since: number;
	last: number;
	/** Digests of what was sent (`wire-digest.ts`): each try is encrypted anew. */
	digests: string[];
}

export interface OutboxRow {
	/** Auto-incremented; messages of a room leave in this order. */
	sequence?: number;
	roomId: string;
	/** The same for every try, for life: the homeserver drops the double. */
	transactionId: string;
	type: string;
	sealed: Sealed<Content>;
	/** When the person sent it, ms since the epoch. */
	time: number;
	state: 'queued' | 'sending' | 'sent' | 'failed';
	attempt: number;
	/** Not before this, ms since the epoch, unless the net comes back sooner. */
	nextTry: number;
	/** Not before this, ms since the epoch, whatever happens: the homeserver asked for it. */
	notBefore?: number;
	/** Requests for it whose answer has not come; while there are any, the homeserver may have it. */
	unanswered?: UnansweredTries;
	/** Until then (ms since the epoch) the person may take it back, and it does not leave. */
	heldUntil?: number;
	failure?: FailureCode;
	/** Once the homeserver has it; the row goes when the event comes back by sync. */
	eventId?: string;
	/** Sent in clear only if the person agreed to; refuses otherwise. */
	isClearTextAccepted?: boolean;
}

/** An encrypted key file on its way between a window and the background. */
export interface KeyFileRow {
	id: string;
	file: Blob;
	/** How many of its keys were looked at, while it is imported. */
	progress?: { done: number; total: number };
	/** ms since the epoch. */
	time: number;
}

/** Work with many keys in the background, and how far it is. */
export interface KeyWorkRow {
	/** Into the key backup. */
	id: 'upload';
	/** Keys that are through, of how many. */
	done: number;
	total: number;
}

/** All keys out of the key backup, as the person asked for: how far that is. */
export interface RestoreRow {
	id: 'restore';
	/** The device that the keys are for: another one has none of them. */
	deviceId: string;
	/** One that is `running` goes on at the next start. */
	state: 'running' | 'cancelled' | 'failed' | 'done';
	failure?: FailureCode;
	/** Keys looked at, of how many that the backup holds. */
	done: number;
	total: number;
	/** Where to go on: the last room that is whole, in which version, and `done` by then. */
	resume?: { version: string; roomId: string; done: number };
}

export interface DraftRow {
	/** A room's composer, or the page captured for a share that waits for its room. */
	id: `room:${string}` | `share:${string}`;
	sealed: Sealed<unknown>;
	time: number;
}

/** Where a window was left, so that it opens there again. */
export interface ViewRow {
	id: 'popup' | 'panel';
	roomId: string | null;
	time: number;
}

/** A device of the account that this one knows of. */
export interface DeviceRow {
	deviceId: string;
	/** As its owner named it. */
	name?: string;
	/** The account's identity vouches for it, as far as this device can tell. */
	isConfirmed?: true;
	/** It signed in since, and the person has not looked at it. 1, for the index. */
	isNew?: 1;
}

/** Somebody has another identity than before, and the person has not decided about it. */
export interface IdentityChangeRow {
	userId: string;
	/** They were `confirmed`, so that sending waits; or their first identity was `pinned` as it was met. */
	kind: 'confirmed' | 'pinned';
}

export interface AccountDataRow {
	type: string;
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

export interface MediaRow {
	/** The `mxc:` address. */
	url: string;
	/** Absent while wanted or when it could not be had. */
	blob?: Blob;
	state: 'wanted' | 'here' | 'failed';
	/** Size of `blob`. */
	bytes?: number;
	/** When it was wanted, or last used, give or take a day; ms since the epoch. */
	time: number;
}
