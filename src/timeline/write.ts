import { Dexie } from 'dexie';
import { type AccountDatabase, isEvent } from '../store/database.ts';
import { fileMediaId } from '../store/media.ts';
import type { RoomRow } from '../store/room-rows.ts';
import { seal, unseal } from '../store/seal.ts';
import type { OpenRow, TimelineContext, TimelinePlan } from './plan.ts';
import { isMessage, isVerificationRequest, previewOf } from './preview.ts';
import { type OwnReceipt, takeReceipts } from './receipts.ts';
import { redactedContent } from './redacted-content.ts';
import { countUnread, isOwnWord } from './unread.ts';

/** Names people for previews. */
export interface MemberNames {
	memberName(userId: string): Promise<string>;
}

/** Brings a room's row up to date with what a plan adds: its last message, activity, and own reading. */
export async function settleRoom(
	context: TimelineContext,
	names: MemberNames,
	plan: TimelinePlan,
	room: RoomRow,
): Promise<RoomRow> {
	let settled = room;
	// One's own message means that the room was read up to it, here or on another device.
	for (const open of plan.opened) {
		const { threadId, order } = open.row;
		if (threadId === undefined && order > settled.readOrder && isOwnWord(open, context.client.getUserId())) {
			settled = { ...settled, readOrder: order };
		}
	}
	// What could not be read may turn out to be no message.
	const isGone =
		plan.vacated.includes(room.lastMessageOrder ?? -1) ||
		plan.opened.some(({ row }) => row.order === room.lastMessageOrder && !isMessage(row));
	const newest = await newestMessage(context, plan, room, isGone);
	const preview = newest && previewOf(newest, await names.memberName(newest.row.sender));
	if (!preview) return isGone ? withoutMessage(settled) : settled;
	return {
		...settled,
		lastMessage: await seal(context.cacheKey, preview),
		lastMessageOrder: newest.row.order,
		activity: Math.max(settled.activity, newest.row.time),
	};
}

/**
 * The message to show under the room's name: among the new rows, and where the one that was shown is gone,
 * among those below it; undefined where neither has one.
 */
async function newestMessage(
	{ db, cacheKey }: TimelineContext,
	{ opened, vacated }: TimelinePlan,
	{ roomId, lastMessageOrder = Number.NEGATIVE_INFINITY }: RoomRow,
	isGone: boolean,
): Promise<OpenRow | undefined> {
	const newest = opened
		.filter(
			({ row, body }) =>
				isMessage(row) && !isVerificationRequest(body.content) && (isGone || row.order >= lastMessageOrder),
		)
		.reduce<OpenRow | undefined>(
			(best, next) => (best && best.row.order > next.row.order ? best : next),
			undefined,
		);
	if (!isGone) return newest;
	const planned = new Set([...opened.map(({ row }) => row.order), ...vacated]);
	const before = await db.events
		.where('[roomId+order]')
		.between([roomId, Dexie.minKey], [roomId, lastMessageOrder], true, false)
		.reverse()
		.filter((row) => isEvent(row) && isMessage(row) && !planned.has(row.order))
		.first();
	if (!before || !isEvent(before) || (newest && newest.row.order >= before.order)) return newest;
	const { sealed, ...row } = before;
	return { row, body: await unseal(cacheKey, sealed) };
}

function withoutMessage({ lastMessage: _, lastMessageOrder: _order, ...room }: RoomRow): RoomRow {
	return room;
}

/** The tables that `writeTimeline` writes to. */
export function timelineTables({
	rooms,
	state,
	events,
	relations,
	outbox,
	ownReceipts,
	markers,
	media,
}: AccountDatabase) {
	return [rooms, state, events, relations, outbox, ownReceipts, markers, media];
}

/**
 * Writes a plan and its room, inside the caller's transaction over `timelineTables`: outbox rows give way to their events, redacted content goes, receipts take effect, and
 * what is unread is counted anew.
 */
export async function writeTimeline(
	db: AccountDatabase,
	room: RoomRow,
	plan: TimelinePlan,
	receipts: OwnReceipt[] = [],
): Promise<void> {
	const { roomId } = room;
	await db.events.bulkDelete(plan.vacated.map((order): [string, number] => [roomId, order]));
	await db.events.bulkPut(plan.events);
	await db.relations.bulkPut(plan.relations);
	await clearOutbox(db, roomId, plan);
	await redactState(db, plan);
	if (plan.goneFiles.length > 0) await db.media.bulkDelete(plan.goneFiles.map(fileMediaId));
	const readOrder = Math.max(room.readOrder, await takeReceipts(db, room, plan, receipts));
	const counts = await countUnread(db, { roomId, readOrder });
	await db.rooms.put({ ...room, readOrder, ...counts });
}

/** What came back from the homeserver needs no outbox row, and what was redacted must not stay in one. */
async function clearOutbox(db: AccountDatabase, roomId: string, plan: TimelinePlan): Promise<void> {
	const transactionIds = new Set(plan.events.flatMap(({ transactionId }) => transactionId ?? []));
	const eventIds = new Set([
		...plan.events.map(({ eventId }) => eventId),
		...plan.relations.map(({ eventId }) => eventId),
		...plan.relations.filter(({ relation }) => relation === 'm.redaction').map(({ targetId }) => targetId),
	]);
	await db.outbox
		.where({ roomId })
		.filter((row) => transactionIds.has(row.transactionId) || eventIds.has(row.eventId ?? ''))
		.delete();
}

/** State whose event was redacted keeps only what the room needs to go on. */
async function redactState(db: AccountDatabase, plan: TimelinePlan): Promise<void> {
	for (const { roomId, eventId, type, stateKey, status } of plan.events) {
		if (status !== 'redacted' || stateKey === undefined) continue;
		const row = await db.state.get([roomId, type, stateKey]);
		if (row?.eventId === eventId) {
			await db.state.put({ ...row, content: redactedContent(type, row.content) });
		}
	}
}
