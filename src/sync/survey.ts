import type { AccountDatabase } from '../store/database.ts';
import type { RawEvent } from '../store/event-rows.ts';
import type { RoomRow, StateRow } from '../store/room-rows.ts';
import { type Joined, joinLive } from '../timeline/gaps.ts';
import { knownEvents } from '../timeline/known.ts';
import { asStateChange, type StateChange } from '../timeline/state-rows.ts';
import type { KnownRoomChange, RoomChange } from './change-set.ts';
import { unknownHeroes } from './hero-members.ts';
import { RoomLookup } from './room-lookup.ts';
import { describeRoom, newRoomRow, readDirect } from './room-row.ts';
import { withoutPast } from './snapshot.ts';

/** What a change makes of a room, as far as the store tells, before its events are opened. */
export interface Survey {
	/** The row as it is, or a new one. */
	existing: RoomRow;
	change: KnownRoomChange;
	/** The state that it brings. */
	state: StateChange[];
	lookup: RoomLookup;
	/** The row as the changed state describes it. */
	described: RoomRow;
	/** The account's own member event. */
	own: StateRow | undefined;
	/** Where the events of the change go. */
	joined: Joined<RawEvent>;
}

/**
 * Reads all that is to be known of a room in one transaction: each one costs more than what it reads.
 * @param direct whom `m.direct` names for each room, where that is changed along with this room
 * @returns undefined for a room of which nobody says what it is to the account.
 */
export async function surveyRoom(
	{ db, ownUserId }: { db: AccountDatabase; ownUserId: string },
	change: RoomChange,
	direct: Map<string, string> | undefined,
): Promise<Survey | undefined> {
	const tables = [db.rooms, db.state, db.events, db.relations, db.accountData];
	return await db.transaction('r', tables, async () => {
		const { roomId, timeline } = change;
		const stored = await db.rooms.get(roomId);
		const membership = change.membership ?? stored?.membership;
		if (!membership) return undefined;
		const known = { ...change, membership };
		const existing = stored ?? newRoomRow(roomId);
		const state = change.isStateAfter ? change.state : [...change.state, ...timeline.flatMap(asStateChange)];
		const heroes = await unknownHeroes(db, roomId, change.heroMembers);
		const lookup = new RoomLookup(db, roomId, [...heroes, ...state.map((row) => ({ ...row, roomId }))]);
		await lookup.redact(timeline);
		// A row that is here knows whether it is direct.
		const isDirect = direct ?? (stored ? undefined : await directNow(db));
		const [described, own, orders] = await Promise.all([
			describeRoom(existing, known, lookup, ownUserId, isDirect?.get(roomId)),
			lookup.get('m.room.member', ownUserId),
			knownEvents(db, roomId, timeline),
			// Who is likely to be named beside the room's newest message.
			lookup.get('m.room.member', timeline.at(-1)?.sender),
		]);
		const chunk = change.isSnapshot ? await withoutPast(db, roomId, timeline, orders) : timeline;
		return {
			existing,
			change: known,
			state,
			lookup,
			described,
			own,
			joined: joinLive(chunk, orders, change),
		};
	});
}

/** Whom `m.direct` names for each room in the store. */
export async function directNow(db: AccountDatabase): Promise<Map<string, string>> {
	return readDirect((await db.accountData.get('m.direct'))?.content);
}
