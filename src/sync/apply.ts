import { Dexie } from 'dexie';
import type { CryptoChanges, InternalCrypto } from '../crypto/internal.ts';
import { StaleCryptoError } from '../crypto/stale.ts';
import { log } from '../log.ts';
import { takeMarkedUnread } from '../rooms/marked-unread.ts';
import type { AccountDatabase } from '../store/database.ts';
import { storeFault } from '../store/fault.ts';
import type { RoomRow, StateRow } from '../store/room-rows.ts';
import { withWriteLock } from '../store/write-lock.ts';
import { appendOrders, beforeFirst, gapOrderAfter } from '../timeline/order.ts';
import { type Placed, planRows, type TimelineContext, type TimelinePlan } from '../timeline/plan.ts';
import { asText } from '../timeline/raw-event.ts';
import { settleRoom, timelineTables, writeTimeline } from '../timeline/write.ts';
import type { ChangeSet, RoomChange } from './change-set.ts';
import { isNewsForCrypto, keyCounts } from './crypto-news.ts';
import { announcedFrom } from './news.ts';
import { readDirect } from './room-row.ts';
import { markLeftBehind } from './succession.ts';
import { directNow, type Survey, surveyRoom } from './survey.ts';
import { vanishedRooms } from './vanished.ts';

export interface ApplyContext extends TimelineContext {
	ownUserId: string;
	crypto: Pick<InternalCrypto, 'processSyncChanges' | 'markAllTrackedUsersAsDirty' | 'onSyncCompleted'> & {
		/** Asks the homeserver what must be known before the answer is given to crypto. */
		prepare: (changes: CryptoChanges) => Promise<void>;
	};
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
	await crypto.prepare(changes.crypto);
	const { changed, keys } = await withWriteLock(async () => {
		const directData = changes.accountData.find(({ type }) => type === 'm.direct');
		const before = directData ? await directNow(db) : new Map();
		const direct = directData && readDirect(directData.content);
		const vanished = changes.listing ? await vanishedRooms(db, changes.listing) : [];
		// Both wait for a database most of the time, each for its own.
		const [keys, surveys] = await Promise.all([
			takeKeys(context, changes),
			surveyAll(context, [...changes.rooms, ...vanished], direct),
		]);
		for (const { type, content } of changes.accountData) context.accountDataChanged(type, content);
		const plans: RoomPlan[] = [];
		for (const survey of surveys) {
			const plan = await unlessOdd(() => planRoom(context, survey));
			if (plan) plans.push(plan);
		}
		await db.transaction('rw', [...timelineTables(db), db.accountData, db.position], async () => {
			for (const plan of plans) await writeRoom(db, plan);
			await markLeftBehind(
				db,
				plans.map(({ row }) => row),
			);
			await db.accountData.bulkPut(changes.accountData);
			if (direct) await markDirect(db, before, direct);
			const counts = keyCounts(changes.crypto);
			await db.position.put({ ...changes.position, ...(counts && { keyCounts: counts }) });
		});
		for (const { state, row } of plans) if (state.length > 0) context.stateChanged(row.roomId);
		return { changed: plans.map(({ row }) => row.roomId), keys };
	});
	crypto.onSyncCompleted({});
	if (keys.length > 0) context.keysCame(keys);
	return changed;
}

/** @returns the Megolm sessions that keys have come for: rows of before may wait for them. */
async function takeKeys({ crypto }: ApplyContext, changes: ChangeSet): Promise<string[]> {
	if (!isNewsForCrypto(crypto, changes)) return [];
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

async function surveyAll(
	context: ApplyContext,
	rooms: RoomChange[],
	direct: Map<string, string> | undefined,
): Promise<Survey[]> {
	const surveys: Survey[] = [];
	for (const change of rooms) {
		const survey = await unlessOdd(() => surveyRoom(context, change, direct));
		if (survey) surveys.push(survey);
	}
	return surveys;
}

/** One room that can't be understood must not keep the others out. @throws what the store throws. */
async function unlessOdd<T>(work: () => Promise<T>): Promise<T | undefined> {
	try {
		return await work();
	} catch (error) {
		if (storeFault(error) || error instanceof Dexie.DexieError || error instanceof DOMException) throw error;
		log.error('a room could not be taken in', error);
		return undefined;
	}
}

async function planRoom(
	context: ApplyContext,
	{ existing, change, state, lookup, described, own, joined }: Survey,
): Promise<RoomPlan> {
	const { ownUserId } = context;
	const { roomId } = change;
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
	if (change.liveCount !== 0 && placed.length > 0) await context.sketchRoom(described, own);
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
