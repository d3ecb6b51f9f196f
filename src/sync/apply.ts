import { Dexie } from 'dexie';
import type { InternalCrypto } from '../crypto/internal.ts';
import { StaleCryptoError } from '../crypto/stale.ts';
import { log } from '../log.ts';
import { takeMarkedUnread } from '../rooms/marked-unread.ts';
import type { AccountDatabase } from '../store/database.ts';
import { storeFault } from '../store/fault.ts';
import type { RoomRow, StateRow } from '../store/room-rows.ts';
import { withWriteLock } from '../store/write-lock.ts';
import { joinLive } from '../timeline/gaps.ts';
import { knownEvents } from '../timeline/known.ts';
import { appendOrders, beforeFirst, gapOrderAfter } from '../timeline/order.ts';
import { type Placed, planRows, type TimelineContext, type TimelinePlan } from '../timeline/plan.ts';
import { asText } from '../timeline/raw-event.ts';
import { asStateChange } from '../timeline/state-rows.ts';
import { settleRoom, timelineTables, writeTimeline } from '../timeline/write.ts';
import type { ChangeSet, KnownRoomChange, RoomChange } from './change-set.ts';
import { unknownHeroes } from './hero-members.ts';
import { announcedFrom } from './news.ts';
import { RoomLookup } from './room-lookup.ts';
import { describeRoom, newRoomRow, readDirect } from './room-row.ts';
import { withoutPast } from './snapshot.ts';
import { markLeftBehind } from './succession.ts';
import { vanishedRooms } from './vanished.ts';

export interface ApplyContext extends TimelineContext {
	ownUserId: string;
	crypto: Pick<InternalCrypto, 'processSyncChanges' | 'markAllTrackedUsersAsDirty' | 'onSyncCompleted'>;
	/** Hears which rooms' state has changed, to encrypt for the members of the moment. */
	stateChanged: (roomId: string) => void;
	/** Hears of Megolm sessions that keys have come for. */
	keysCame: (sessionIds: string[]) => void;
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
 * @throws StaleCryptoError when that needs a new crypto machine.
 * @returns the ids of the rooms that changed.
 */
export async function applyChanges(context: ApplyContext, changes: ChangeSet): Promise<string[]> {
	const { db, crypto } = context;
	if (changes.isUnconnected) await crypto.markAllTrackedUsersAsDirty();
	const keys = await takeKeys(context, changes);
	for (const { type, content } of changes.accountData) context.accountDataChanged(type, content);
	const changed = await withWriteLock(async () => {
		const directData = changes.accountData.find(({ type }) => type === 'm.direct');
		const before = directData || (await hasNewRoom(db, changes.rooms)) ? await directNow(db) : new Map();
		const direct = directData ? readDirect(directData.content) : before;
		const plans: RoomPlan[] = [];
		const vanished = changes.listing ? await vanishedRooms(db, changes.listing) : [];
		for (const change of [...changes.rooms, ...vanished]) {
			const plan = await tryPlan(context, change, direct);
			if (plan) plans.push(plan);
		}
		await db.transaction('rw', [...timelineTables(db), db.accountData, db.position], async () => {
			for (const plan of plans) await writeRoom(db, plan);
			await markLeftBehind(
				db,
				plans.map(({ row }) => row),
			);
			await db.accountData.bulkPut(changes.accountData);
			if (directData) await markDirect(db, before, direct);
			await db.position.put(changes.position);
		});
		for (const { state, row } of plans) if (state.length > 0) context.stateChanged(row.roomId);
		return plans.map(({ row }) => row.roomId);
	});
	crypto.onSyncCompleted({});
	if (keys.length > 0) context.keysCame(keys);
	return changed;
}

/** @returns the Megolm sessions that keys have come for: rows of before may wait for them. */
async function takeKeys({ crypto }: ApplyContext, changes: ChangeSet): Promise<string[]> {
	try {
		const received = await crypto.processSyncChanges(changes.crypto);
		return received.flatMap(({ message: { type, content } }) => {
			const sessionId = /^m\.(forwarded_)?room_key$/.test(type) && asText(content.session_id);
			return sessionId || [];
		});
	} catch (cause) {
		throw new StaleCryptoError('an answer was not taken in', { cause });
	}
}

/** One room that can't be understood must not keep the others out. */
async function tryPlan(
	context: ApplyContext,
	change: RoomChange,
	direct: Map<string, string>,
): Promise<RoomPlan | undefined> {
	try {
		const stored = await context.db.rooms.get(change.roomId);
		const membership = change.membership ?? stored?.membership;
		return membership && (await planRoom(context, { ...change, membership }, stored, direct));
	} catch (error) {
		if (storeFault(error) || error instanceof Dexie.DexieError || error instanceof DOMException) throw error;
		log.error('a room could not be taken in', error);
		return undefined;
	}
}

async function planRoom(
	context: ApplyContext,
	change: KnownRoomChange,
	stored: RoomRow | undefined,
	direct: Map<string, string>,
): Promise<RoomPlan> {
	const { db, ownUserId } = context;
	const { roomId } = change;
	const existing = stored ?? newRoomRow(roomId);
	const state = change.isStateAfter
		? change.state
		: [...change.state, ...change.timeline.flatMap(asStateChange)];
	const heroes = await unknownHeroes(db, roomId, change.heroMembers);
	const lookup = new RoomLookup(db, roomId, [...heroes, ...state.map((row) => ({ ...row, roomId }))]);
	await lookup.redact(change.timeline);
	const described = await describeRoom(existing, change, lookup, ownUserId, direct.get(roomId));
	const known = await knownEvents(db, roomId, change.timeline);
	const chunk = change.isSnapshot ? await withoutPast(db, roomId, change.timeline, known) : change.timeline;
	const joined = joinLive(chunk, known, change);
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
	if (change.liveCount !== 0 && placed.length > 0) await context.sketchRoom(described);
	const timeline = await planRows(context, roomId, placed);
	const lastOrder = orders.at(-1) ?? base;
	const row = await settleRoom(context, lookup, timeline, {
		...described,
		lastOrder,
		announcedOrder: announcedFrom(
			existing,
			change,
			new Map(placed.map(({ raw, order }) => [raw.event_id, order])),
			lastOrder,
			ownUserId,
		),
	});
	return {
		row: withActivity(row, state),
		state: lookup.changed,
		timeline,
		change,
		...(gap && { gap }),
	};
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
