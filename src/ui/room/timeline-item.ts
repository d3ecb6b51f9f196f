import type { FailureCode } from '../../failure.ts';
import type { Content, Shield, UnreadableReason } from '../../store/event-rows.ts';
import type { OutboxRow } from '../../store/outbox-rows.ts';
import type { MessageBody } from '../message/body.ts';
import type { Person } from '../person/members.ts';
import type { Day } from '../time/day.ts';
import type { FailedDeletion } from './deletions.ts';
import type { Notice } from './notice.ts';

/** What the timeline shows, one below the other, oldest first. */
export type TimelineItem = DayItem | GapItem | NoticeItem | MessageItem;

export interface DayItem {
	kind: 'day';
	key: string;
	day: Day;
}

export interface GapItem {
	kind: 'gap';
	key: string;
	order: number;
}

export interface NoticeItem {
	kind: 'notice';
	key: string;
	order: number;
	time: number;
	notice: Notice;
	actorName: string;
	targetName: string;
}

export interface Quote {
	name: string;
	kind: MessageBody['kind'] | 'redacted' | 'unreadable' | 'unknown';
	text: string;
}

export interface ReactionChip {
	key: string;
	count: number;
	isOwn: boolean;
	names: string[];
}

/** The messages that hang on this one. */
export interface ThreadFacts {
	count: number;
	/** Who wrote the newest, and when. */
	name: string;
	clock: string;
}

export interface MessageItem {
	kind: 'message';
	key: string;
	/** Place in the timeline; absent for what has not come back from the server. */
	order: number | undefined;
	isOwn: boolean;
	sender: Person;
	/** First and last of messages by one sender within five minutes. */
	isFirst: boolean;
	isLast: boolean;
	time: number;
	clock: string;
	content:
		| { state: 'shown'; body: MessageBody }
		| { state: 'redacted' }
		| { state: 'unreadable'; reason: UnreadableReason | undefined };
	isEdited: boolean;
	/** What is wrong with where it comes from; `clear` when it came unencrypted into an encrypted room. */
	shield: Shield | 'clear' | undefined;
	/** Who shared its key when they invited us. */
	keyFrom: string | undefined;
	quote: Quote | undefined;
	reactions: ReactionChip[];
	thread: ThreadFacts | undefined;
	/** How far an own message is. */
	delivery: OutboxRow['state'] | undefined;
	failure: FailureCode | undefined;
	/** The outbox row, to retry or delete it. */
	sequence: number | undefined;
	/** Absent for what has not come back from the server. */
	eventId: string | undefined;
	/** It has not left, and the person may take it back. */
	isHeld?: boolean;
	/** What was typed, of a message that is `isHeld`. */
	typed?: string | undefined;
	failedDeletion?: FailedDeletion;
}

/** An own message on its way into the outbox: not durable yet, so it is shown without a mark. */
export interface WrittenMessage {
	transactionId: string;
	content: Content;
	/** ms since the epoch */
	time: number;
}
