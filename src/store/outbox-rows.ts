import type { FailureCode } from '../failure.ts';
import type { Content } from './event-rows.ts';
import type { Sealed } from './seal.ts';

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

export interface DraftRow {
	/** A room's composer, or the page captured for a share that waits for its room. */
	id: `room:${string}` | `share:${string}`;
	sealed: Sealed<unknown>;
	time: number;
}
