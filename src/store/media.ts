import { Dexie } from 'dexie';
import type { AccountDatabase } from './database.ts';

/** How many bytes of media are kept; all of it can be fetched again. */
const mostBytes = 64 * 1024 * 1024;

/**
 * Keeps the media that were used last, up to `most` bytes. Reads an index only, never a picture.
 * @returns whether some had to go.
 */
export async function capMedia(db: AccountDatabase, most: number = mostBytes): Promise<boolean> {
	const sizes = await sizesNewestFirst(db);
	let sum = 0;
	const oldestKept = sizes.findIndex(([, bytes]) => {
		sum += bytes;
		return sum > most;
	});
	const first = sizes[oldestKept];
	if (!first) return false;
	await deleteUpTo(db, first);
	return true;
}

/** Gives up the media that were used longest ago: at least `bytes` of them. @returns whether there were any. */
export async function freeMedia(db: AccountDatabase, bytes: number): Promise<boolean> {
	const sizes = (await sizesNewestFirst(db)).reverse();
	let sum = 0;
	const last = sizes.find(([, size]) => {
		sum += size;
		return sum >= bytes;
	});
	const newest = last ?? sizes.at(-1);
	if (!newest) return false;
	await deleteUpTo(db, newest);
	return true;
}

/** Whether there is anything to give up. */
export async function hasMedia(db: AccountDatabase): Promise<boolean> {
	return (await db.media.orderBy('[time+bytes]').limit(1).keys()).length > 0;
}

/** What a message's file is called among the media: apart from avatars, which are kept as they are shown. */
export function fileMediaId(url: string): string {
	return `file:${url}`;
}

type TimeAndSize = [time: number, bytes: number];

async function sizesNewestFirst(db: AccountDatabase): Promise<TimeAndSize[]> {
	return (await db.media.orderBy('[time+bytes]').reverse().keys()) as unknown as TimeAndSize[];
}

async function deleteUpTo(db: AccountDatabase, newest: TimeAndSize): Promise<void> {
	await db.media.where('[time+bytes]').between([Dexie.minKey, Dexie.minKey], newest, true, true).delete();
}
