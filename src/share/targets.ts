import { Dexie } from 'dexie';
import type { AccountDatabase } from '../store/database.ts';
import { keyedHash } from '../store/keyed-hash.ts';
import { readNoteToSelf } from '../store/note-to-self.ts';
import type { RoomRow } from '../store/room-rows.ts';
import type { ShareTargetRow } from '../store/target-rows.ts';
import { pageHost } from './page.ts';
import { afterShare, rank, scores } from './rank.ts';

/** The oldest go: what a person shares to, and from where, is no long story. */
const mostRows = 400;

/** Where a share may go. */
export interface Targets {
	/** The likeliest first. */
	rooms: RoomRow[];
	scores: ReadonlyMap<string, number>;
	/** The room of one's own among them. */
	noteId: string | undefined;
}

interface Choice {
	also?: readonly string[];
	/** How many of the newest rooms. */
	newestCount?: number;
	/** Which of the newest count. */
	isOffered?: (room: RoomRow) => boolean;
}

/** Reads the rooms that a share likely goes to: the newest, those shared to, and `also`. It touches the database alone, for live queries. */
export async function readTargets(
	db: AccountDatabase,
	site: string | undefined,
	{ also = [], newestCount = 50, isOffered = () => true }: Choice = {},
): Promise<Targets> {
	const [rows, newest, noteId] = await Promise.all([
		db.shareTargets.toArray(),
		db.rooms
			.where('[shelf+activity]')
			.between(['chat', Dexie.minKey], ['chat', Dexie.maxKey])
			.reverse()
			.filter(isOffered)
			.limit(newestCount)
			.toArray(),
		readNoteToSelf(db),
	]);
	const byRoom = scores(rows, site, Date.now());
	const here = new Set(newest.map(({ roomId }) => roomId));
	const wanted = new Set([...byRoom.keys(), ...also, ...(noteId === undefined ? [] : [noteId])]);
	const others = await db.rooms.bulkGet([...wanted.difference(here)]);
	const rooms = rank([...newest, ...others.filter((row) => row !== undefined)], byRoom);
	return { rooms, scores: byRoom, noteId };
}

/** What stands for an address's site in the table; undefined where there is none. */
export async function siteOf(db: AccountDatabase, url: string | undefined): Promise<string | undefined> {
	const host = url === undefined ? '' : pageHost(url);
	return host === '' ? undefined : await keyedHash(db, 'site', host);
}

/**
 * Remembers that something was shared to these rooms, from `url` if it is a page's.
 * @returns what forgets it again, for a share that is taken back.
 */
export async function noteShare(
	db: AccountDatabase,
	roomIds: readonly string[],
	url: string | undefined,
): Promise<() => Promise<void>> {
	const site = await siteOf(db, url);
	const sites = site === undefined ? [''] : ['', site];
	const keys = sites.flatMap((one) => roomIds.map((roomId): [string, string] => [one, roomId]));
	const before = await db.transaction('rw', db.shareTargets, async () => {
		const known = await db.shareTargets.bulkGet(keys);
		const now = Date.now();
		const rows = keys.map(([one, roomId], index): ShareTargetRow => {
			return { site: one, roomId, ...afterShare(known[index], now) };
		});
		await db.shareTargets.bulkPut(rows);
		const excess = (await db.shareTargets.count()) - mostRows;
		if (excess > 0) await db.shareTargets.orderBy('time').limit(excess).delete();
		return known;
	});
	return async () => {
		await db.transaction('rw', db.shareTargets, async () => {
			await db.shareTargets.bulkDelete(keys);
			await db.shareTargets.bulkPut(before.filter((row) => row !== undefined));
		});
	};
}
