import { internalCrypto } from '../crypto/internal.ts';
import { takeMarkedUnread } from '../rooms/marked-unread.ts';
import type { AccountDatabase } from '../store/database.ts';
import { announcedInvite } from '../store/room-indexes.ts';
import type { RoomRow, StateRow, SyncKind } from '../store/rows.ts';
import { withWriteLock } from '../store/write-lock.ts';
import { joinLive } from '../timeline/gaps.ts';
import { knownEvents } from '../timeline/known.ts';
import { appendOrders, beforeFirst, gapOrderAfter } from '../timeline/order.ts';
import { type Placed, planRows, type TimelineContext, type TimelinePlan } from '../timeline/plan.ts';
import { asStateChange } from '../timeline/state-rows.ts';
import { settleRoom, timelineTables, writeTimeline } from '../timeline/write.ts';
import type { ChangeSet, RoomChange } from './change-set.ts';
import { RoomLookup } from './room-lookup.ts';
import { describeRoom, newRoomRow, readDirect } from './room-row.ts';
import { markLeftBehind } from './succession.ts';

export interface ApplyContext extends TimelineContext {
	ownUserId: string;
	source: SyncKind;
	/** Hears which rooms' state has changed, to encrypt for the members of the moment. */
	stateChanged: (roomId: string) => void;
	/** Hears of account data before the timelines are judged by it. */
	accountDataChanged: (type: string, content: unknown) => void;
}

/** A room's part of the transaction. */
interface RoomPlan {
	row: RoomRow;
	state: StateRow[];
	timeline: TimelinePlan;
	gap?: { order: number; prevBatch: string };
	change: RoomChange;
}

/**
 * Takes in one answer of the homeserver: crypto first, then rows and position in one transaction. Killed
 * in between, the same answer is taken again, to the same end.
 */
export async function applyChanges(context: ApplyContext, changes: ChangeSet): Promise<void> {
	const { db, client } = context;
	const crypto = internalCrypto(client);
	await crypto.processSyncChanges(changes.crypto);
	for (const { type, content } of changes.accountData) context.accountDataChanged(type, content);
	await withWriteLock(async () => {
		const isFirst = (await db.position.get('sync')) === undefined;
		// A first answer says nothing of the devices that have changed since keys were last asked for.
		if (isFirst) await crypto.markAllTrackedUsersAsDirty();
		const directData = changes.accountData.find(({ type }) => type === 'm.direct');
		const before = directData || (await hasNewRoom(db, changes.rooms)) ? await directNow(db) : new Map();
		const direct = directData ? readDirect(directData.content) : before;
		const plans: RoomPlan[] = [];
		for (const change of changes.rooms) plans.push(await planRoom(context, change, direct, isFirst));
		await db.transaction('rw', [...timelineTables(db), db.accountData, db.position], async () => {
			for (const plan of plans) await writeRoom(db, plan);
			await markLeftBehind(
				db,
				plans.map(({ row }) => row),
			);
			await db.accountData.bulkPut(changes.accountData);
			if (directData) await markDirect(db, before, direct);
			await db.position.put({ id: 'sync', source: context.source, since: changes.since });
		});
		for (const { state, row } of plans) if (state.length > 0) context.stateChanged(row.roomId);
	});
	crypto.onSyncCompleted({ nextSyncToken: changes.since });
}

async function planRoom(
	context: ApplyContext,
	change: RoomChange,
	direct: Map<string, string>,
	isFirst: boolean,
): Promise<RoomPlan> {
	const { db, ownUserId } = context;
	const { roomId } = change;
	const stored = await db.rooms.get(roomId);
	const existing = stored ?? newRoomRow(roomId);
	const state = [...change.state, ...change.timeline.flatMap(asStateChange)];
	const lookup = new RoomLookup(
		db,
		roomId,
		state.map((row) => ({ ...row, roomId })),
	);
	await lookup.redact(change.timeline);
	const described = await describeRoom(existing, change, lookup, ownUserId, direct.get(roomId));
	const joined = joinLive(change.timeline, await knownEvents(db, roomId, change.timeline), change);
	// A room that is new here has its whole past below its first events.
	const prevBatch = joined.prevBatch ?? (existing.lastOrder === beforeFirst ? change.prevBatch : undefined);
	const gap = prevBatch === undefined ? undefined : { order: gapOrderAfter(existing.lastOrder), prevBatch };
	const base = gap?.order ?? existing.lastOrder;
	const orders = appendOrders(base, joined.events.length);
	const placed: Placed[] = joined.events.map((raw, index) => ({
		raw,
		order: orders[index] as number,
		isLive: true,
	}));
	if (!isFirst && placed.length > 0) await context.sketchRoom(described);
	const timeline = await planRows(context, roomId, placed);
	const lastOrder = orders.at(-1) ?? base;
	const row = await settleRoom(context, lookup, timeline, {
		...described,
		lastOrder,
		// What was there before this device, or before the room was joined, is no news.
		announcedOrder: announcedFrom(existing, change, lastOrder, isFirst),
	});
	return {
		row: withActivity(row, state),
		state: lookup.changed,
		timeline,
		change,
		...(gap && { gap }),
	};
}

function announcedFrom(
	existing: RoomRow,
	{ membership }: RoomChange,
	lastOrder: number,
	isFirst: boolean,
): number {
	if (membership === 'invite') {
		// Invited again is news again.
		return isFirst
			? announcedInvite
			: existing.membership === 'invite'
				? existing.announcedOrder
				: beforeFirst;
	}
	return isFirst || existing.membership !== 'join' ? lastOrder : existing.announcedOrder;
}

/** A room without messages stands where its newest state puts it. */
function withActivity(row: RoomRow, state: { time: number }[]): RoomRow {
	if (row.activity > 0) return row;
	const newest = Math.max(0, ...state.map(({ time }) => time));
	return { ...row, activity: newest || Date.now() };
}

async function writeRoom(
	db: AccountDatabase,
	{ row, state, timeline, gap, change }: RoomPlan,
): Promise<void> {
	await db.state.bulkPut(state);
	if (gap) await db.events.put({ kind: 'gap', roomId: row.roomId, ...gap });
	await writeTimeline(db, row, timeline, change.ownReceipts);
	await takeMarkedUnread(db, change);
}

/** Rows that are here know whether they are direct; only one that is to be made needs to be told. */
async function hasNewRoom(db: AccountDatabase, changes: RoomChange[]): Promise<boolean> {
	const known = await db.rooms
		.where('roomId')
		.anyOf(changes.map(({ roomId }) => roomId))
		.count();
	return known < changes.length;
}

async function directNow(db: AccountDatabase): Promise<Map<string, string>> {
	return readDirect((await db.accountData.get('m.direct'))?.content);
}

/** Tells the rooms whose person is another one than before. */
async function markDirect(
	db: AccountDatabase,
	before: Map<string, string>,
	direct: Map<string, string>,
): Promise<void> {
	for (const [roomId, userId] of direct) {
		if (before.get(roomId) === userId) continue;
		await db.rooms.where({ roomId }).modify((room) => {
			if (room.kind === 'space') return;
			room.kind = 'direct';
			room.directUserId = userId;
		});
	}
}
