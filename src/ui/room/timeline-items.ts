import { isEvent } from '../../store/database.ts';
import type { Content, EventBody, EventRow, Reaction } from '../../store/event-rows.ts';
import { messageBody, quoteLine } from '../message/body.ts';
import { type Person, people } from '../person/members.ts';
import { dayOf, isSameDay } from '../time/day.ts';
import { clockTime } from '../time/short-time.ts';
import { verificationNotice } from '../verification/verification-notice.ts';
import { held, withDeletions } from './deletions.ts';
import { group } from './groups.ts';
import { type Notice, noticeOf } from './notice.ts';
import { withSharedLine } from './shared-line.ts';
import type {
	DayItem,
	MessageItem,
	NoticeItem,
	Quote,
	ReactionChip,
	ThreadFacts,
	TimelineItem,
	WrittenMessage,
} from './timeline-item.ts';
import {
	isOpened,
	messageTypes,
	type OpenedEvent,
	type OpenedOutgoing,
	repliedId,
	type TimelineData,
} from './timeline-rows.ts';

export interface Viewer {
	ownUserId: string;
	/** ms since the epoch */
	now: number;
	locale: string;
}

/** Turns rows into what the timeline shows: day lines, gaps, notices, and messages in groups. */
export function timelineItems(
	data: TimelineData,
	viewer: Viewer,
	written: readonly WrittenMessage[] = [],
): TimelineItem[] {
	const person = people(data.members);
	const context: Context = { ...viewer, person, data, previous: new Map() };
	const items: TimelineItem[] = [];
	const above = data.older && isEvent(data.older) ? data.older.time : undefined;
	const add = (item: NoticeItem | MessageItem | undefined): void => {
		if (!item) return;
		const time = timeBefore(items) ?? above;
		if (time === undefined || !isSameDay(time, item.time)) items.push(dayItem(item, viewer));
		items.push(item);
	};
	for (const entry of data.entries) {
		if (!isOpened(entry)) items.push({ kind: 'gap', key: `gap ${entry.order}`, order: entry.order });
		else add(eventItem(entry, context));
	}
	// They stand at the very end, which a window further up does not reach.
	if (!data.newer) {
		for (const outgoing of notYetBack(data)) add(outgoingItem(outgoing, context));
		for (const message of notYetKept(data, written)) add(writtenItem(message, context));
	}
	return withSharedLine(group(withDeletions(items, data.outgoing), data), data);
}

interface Context extends Viewer {
	person: (userId: string) => Person;
	data: TimelineData;
	/** Newest content so far of each piece of state, to tell what changed. */
	previous: Map<string, Content>;
}

function timeBefore(items: readonly TimelineItem[]): number | undefined {
	const before = items.findLast((item) => item.kind === 'message' || item.kind === 'notice');
	return before && 'time' in before ? before.time : undefined;
}

function dayItem({ key, time }: NoticeItem | MessageItem, { now, locale }: Viewer): DayItem {
	return { kind: 'day', key: `day ${key}`, day: dayOf(time, now, locale) };
}

function eventItem({ row, body }: OpenedEvent, context: Context): NoticeItem | MessageItem | undefined {
	if (row.stateKey !== undefined) {
		const key = `${row.type} ${row.stateKey}`;
		const previous = body.previousContent ?? context.previous.get(key);
		context.previous.set(key, body.content);
		if (row.status !== 'readable') return undefined;
		const { type, stateKey, sender } = row;
		const notice = noticeOf({ type, stateKey, sender, content: body.content, previous });
		return notice && noticeItem(row, notice, context.person);
	}
	const verification = row.status === 'readable' && verificationNotice(row, body.content);
	if (verification) return noticeItem(row, verification, context.person);
	if (!messageTypes.has(row.type)) return undefined;
	const content = body.edit?.content ?? body.content;
	return {
		...message(row.sender, row.time, context),
		key: row.transactionId ?? row.eventId,
		order: row.order,
		content:
			row.status === 'redacted'
				? { state: 'redacted' }
				: row.status === 'unreadable' || row.type === 'm.room.encrypted'
					? { state: 'unreadable', reason: row.reason }
					: { state: 'shown', body: messageBody(row.type, content) },
		isEdited: row.status === 'readable' && (row.isEdited === true || body.edit !== undefined),
		shield: shieldOf(row, body, context.data),
		keyFrom: body.keyFrom === undefined ? undefined : context.person(body.keyFrom).name,
		quote: row.status === 'redacted' ? undefined : quoteOf(body.content, context),
		reactions: reactionChips(body.reactions, context),
		thread: threadOf(row.eventId, context),
		delivery: row.sender === context.ownUserId ? 'sent' : undefined,
		failure: undefined,
		sequence: undefined,
		eventId: row.eventId,
	};
}

function shieldOf(
	{ isEncrypted, status, time }: EventRow,
	{ shield }: EventBody,
	{ encryptedSince }: TimelineData,
): MessageItem['shield'] {
	if (status !== 'readable') return undefined;
	if (isEncrypted) return shield;
	return encryptedSince !== undefined && time > encryptedSince ? 'clear' : undefined;
}

function outgoingItem({ row, content }: OpenedOutgoing, context: Context): MessageItem | undefined {
	if (row.type !== 'm.room.message') return undefined;
	const { transactionId, time, state, failure, sequence } = row;
	const item = writtenItem({ transactionId, content, time }, context);
	return { ...item, delivery: state, failure, sequence, ...held(row, content) };
}

function writtenItem({ transactionId, content, time }: WrittenMessage, context: Context): MessageItem {
	return {
		...message(context.ownUserId, time, context),
		key: transactionId,
		order: undefined,
		content: { state: 'shown', body: messageBody('m.room.message', content) },
		isEdited: false,
		shield: undefined,
		keyFrom: undefined,
		quote: quoteOf(content, context),
		reactions: [],
		thread: undefined,
		delivery: undefined,
		failure: undefined,
		sequence: undefined,
		eventId: undefined,
	};
}

/** Those that the store does not show yet, neither in the outbox nor come back as events. */
export function notYetKept(
	{ entries, outgoing }: TimelineData,
	written: readonly WrittenMessage[],
): readonly WrittenMessage[] {
	if (written.length === 0) return written;
	const kept = new Set(outgoing.map(({ row }) => row.transactionId));
	for (const entry of entries) if (isOpened(entry)) kept.add(entry.row.transactionId ?? '');
	return written.filter(({ transactionId }) => !kept.has(transactionId));
}

/** Outgoing messages that have not come back as events. */
function notYetBack({ entries, outgoing }: TimelineData): OpenedOutgoing[] {
	const here = new Set(
		entries.flatMap((entry) => (isOpened(entry) ? [entry.row.transactionId, entry.row.eventId] : [])),
	);
	return outgoing.filter(
		({ row }) => !here.has(row.transactionId) && !(row.eventId && here.has(row.eventId)),
	);
}

function message(sender: string, time: number, { person, ownUserId, locale }: Context) {
	return {
		kind: 'message' as const,
		isOwn: sender === ownUserId,
		sender: person(sender),
		isFirst: true,
		isLast: true,
		time,
		clock: clockTime(time, locale),
	};
}

function noticeItem(
	{ eventId, order, time }: EventRow,
	notice: Notice,
	person: Context['person'],
): NoticeItem {
	return {
		kind: 'notice',
		key: eventId,
		order,
		time,
		notice,
		actorName: person(notice.actor).name,
		targetName: notice.isTargetPerson ? person(notice.target).name : notice.target,
	};
}

function quoteOf(content: Content, { data, person }: Context): Quote | undefined {
	const eventId = repliedId(content);
	if (eventId === undefined) return undefined;
	const here = data.entries.find((entry) => isOpened(entry) && entry.row.eventId === eventId);
	const target = here && isOpened(here) ? here : data.replied.get(eventId);
	if (!target) return { name: '', kind: 'unknown', text: '' };
	const { row, body } = target;
	const name = person(row.sender).name;
	if (row.status !== 'readable') return { name, kind: row.status, text: '' };
	return { name, ...quoteLine(row.type, body.edit?.content ?? body.content) };
}

function threadOf(eventId: string, { data, person, locale }: Context): ThreadFacts | undefined {
	const thread = data.threads.get(eventId);
	if (!thread) return undefined;
	const { count, newest } = thread;
	return { count, name: person(newest.sender).name, clock: clockTime(newest.time, locale) };
}

function reactionChips(reactions: readonly Reaction[], { person, ownUserId }: Context): ReactionChip[] {
	const chips = new Map<string, ReactionChip>();
	for (const { key: raw, sender } of [...reactions].sort((a, b) => a.time - b.time)) {
		const key = Array.from(raw).slice(0, 20).join('');
		const chip = chips.get(key) ?? { key, count: 0, isOwn: false, names: [] };
		chips.set(key, {
			key,
			count: chip.count + 1,
			isOwn: chip.isOwn || sender === ownUserId,
			names: [...chip.names, person(sender).name],
		});
	}
	return [...chips.values()];
}
