import type { Sealed } from './seal.ts';

/** An event's `content`: data from strangers, read with care. */
export type Content = Record<string, unknown>;

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
	/** Keyed hashes (`keyed-hash.ts`) of the pages that it links to; absent where there are none. */
	pages?: string[];
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
