import { Dexie } from 'dexie';
import { type AccountDatabase, isGap } from './database.ts';
import type { GapRow } from './event-rows.ts';
import type { RoomRow } from './room-rows.ts';

/** So many of a room's newest rows stay. */
const keptRows = 100;
/** Fewer than that are not worth a gap. */
const fewestGivenUp = 20;

/**
 * Gives up the older rows of every room: what is unread stays, a gap stands for the rest, and it comes
 * back from the homeserver when somebody scrolls to it. @returns whether there was something to give up.
 */
export async function trimTimelines(db: AccountDatabase, kept: number = keptRows): Promise<boolean> {
	let hasFreed = false;
	const roomIds = await db.rooms.toCollection().primaryKeys();
	for (const roomId of roomIds) hasFreed = (await trimRoom(db, roomId, kept)) || hasFreed;
	return hasFreed;
}

/**
 * A room at a time, so that what was freed stays freed should the next not go through. The gap is there
 * before anything goes: deleting needs no room on the disk, and writing does.
 */
async function trimRoom(db: AccountDatabase, roomId: string, kept: number): Promise<boolean> {
	return await db.transaction('rw', db.rooms, db.events, db.relations, async () => {
		const room = await db.rooms.get(roomId);
		const cut = room && (await cutOf(db, room, kept));
		if (cut === undefined) return false;
		const below = db.events
			.where('[roomId+order]')
			.between([roomId, Dexie.minKey], [roomId, cut], true, false);
		if ((await below.count()) < fewestGivenUp) return false;
		const gapOrder = await leaveGap(db, roomId, cut);
		await moveRelations(db, roomId, cut);
		await db.events.where('[roomId+order]').between([roomId, gapOrder], [roomId, cut], false, false).delete();
		return true;
	});
}

/** The `order` of the oldest row that stays; undefined when all do. */
async function cutOf(
	db: AccountDatabase,
	{ roomId, readOrder }: RoomRow,
	kept: number,
): Promise<number | undefined> {
	const [oldest] = await db.events
		.where('[roomId+order]')
		.between([roomId, Dexie.minKey], [roomId, Dexie.maxKey])
		.reverse()
		.offset(kept - 1)
		.limit(1)
		.primaryKeys();
	if (!oldest) return undefined;
	const unread = await db.events
		.where('[roomId+notifies+order]')
		.between([roomId, 1, readOrder], [roomId, 1, Dexie.maxKey], false)
		.first();
	return Math.min(oldest[1], unread?.order ?? Number.POSITIVE_INFINITY);
}

/**
 * Relations from below the cut go with what they are about. One about a row that stays moves up to the
 * cut: below it no event may be known, or the gap would close there.
 */
async function moveRelations(db: AccountDatabase, roomId: string, cut: number): Promise<void> {
	const below = await db.relations
		.where('[roomId+targetId]')
		.between([roomId, Dexie.minKey], [roomId, Dexie.maxKey])
		.filter(({ order }) => order < cut)
		.toArray();
	const targets = await db.events
		.where('[roomId+eventId]')
		.anyOf(below.map(({ targetId }) => [roomId, targetId]))
		.toArray();
	const stays = new Set(targets.flatMap((row) => (isGap(row) || row.order < cut ? [] : [row.eventId])));
	await db.relations.bulkDelete(
		below.filter(({ targetId }) => !stays.has(targetId)).map(({ eventId }) => eventId),
	);
	await db.relations.bulkPut(
		below.filter(({ targetId }) => stays.has(targetId)).map((row) => ({ ...row, order: cut })),
	);
}

/**
 * Has a gap stand for what is below the cut: the lowest one there is, which needs no more room than before,
 * or a new one. @returns its `order`; -∞ when the row at the cut is a gap itself, which needs none below.
 */
async function leaveGap(
	db: AccountDatabase,
	roomId: string,
	cut: number,
): Promise<number | typeof Dexie.minKey> {
	const [oldest, lowest] = await Promise.all([
		db.events.get([roomId, cut]),
		db.events.where('[roomId+order]').between([roomId, Dexie.minKey], [roomId, cut]).first(),
	]);
	if (!oldest || isGap(oldest)) {
		if (oldest) await db.events.put(withoutBelow(oldest));
		return Dexie.minKey;
	}
	if (!lowest) return Dexie.minKey;
	const order = isGap(lowest) ? lowest.order : lowest.order - 1;
	await db.events.put({ kind: 'gap', roomId, order, prevBatch: '', aboveEventId: oldest.eventId });
	return order;
}

/** What was below the gap is gone, and with it the token from there. */
function withoutBelow({ nextBatch, ...gap }: GapRow): GapRow {
	return gap;
}
