import { Failure } from '../failure.ts';
import { log } from '../log.ts';
import type { AccountDatabase } from './database.ts';
import { diskHasRoom, noteDisk } from './disk-notice.ts';
import { mayBeFull, storeFault } from './fault.ts';
import { freeMedia, hasMedia } from './media.ts';
import { keepReserve, releaseReserve } from './reserve.ts';
import { trimTimelines } from './trim-timelines.ts';
import { withWriteLock } from './write-lock.ts';

const mediaStep = 16 * 1024 * 1024;
/** With less left, a write that fails without a reason failed for want of room. */
const tightBytes = 16 * 1024 * 1024;
const trialBytes = 64 * 1024;

/** Cache was given up, and the person is to be told once there is room. */
let isOwedWord = false;

/**
 * Runs a write. When there is no room for it, cache is given up that can be fetched again, and the write
 * is tried once more after each step: pictures first, those used longest ago, then the older messages of
 * every room. Keys, session, outbox, drafts and settings are never touched.
 * Not to be called under the write lock, since giving up messages takes it.
 * @throws Failure `diskFull` when all that was not enough; any other error as it came.
 */
export async function withSpace<T>(db: AccountDatabase, write: () => Promise<T>): Promise<T> {
	const first = await attempt(db, write);
	if (first.isDone) {
		await hasRoom();
		return first.value;
	}
	for (const step of steps(db)) {
		while (await hasFreed(step)) {
			isOwedWord = true;
			const next = await attempt(db, write);
			if (!next.isDone) continue;
			await hasRoom();
			return next.value;
		}
	}
	await noteDisk('full');
	throw new Failure('diskFull');
}

/**
 * After a write that failed and cannot simply be made again: gives up some cache, when want of room was behind it.
 * @returns whether there is more room now.
 */
export async function makeRoom(db: AccountDatabase, error: unknown): Promise<boolean> {
	if (!(await isFull(db, error))) return false;
	for (const step of steps(db)) {
		if (!(await hasFreed(step))) continue;
		isOwedWord = true;
		return true;
	}
	await noteDisk('full');
	return false;
}

/** Browsers may give the room of what was deleted back some time later. */
async function hasRoom(): Promise<void> {
	await diskHasRoom();
	if (!isOwedWord) return;
	isOwedWord = false;
	await noteDisk('freed');
}

type Attempt<T> = { isDone: true; value: T } | { isDone: false };

async function attempt<T>(db: AccountDatabase, write: () => Promise<T>): Promise<Attempt<T>> {
	try {
		return { isDone: true, value: await write() };
	} catch (error) {
		if (!(await isFull(db, error))) throw error;
		return { isDone: false };
	}
}

function steps(db: AccountDatabase): (() => Promise<boolean>)[] {
	const pictures = async (): Promise<boolean> => {
		if (!(await hasMedia(db))) return false;
		await releaseReserve(db);
		const isFreed = await freeMedia(db, mediaStep);
		await keepReserve(db).catch(() => undefined);
		return isFreed;
	};
	const trim = async (): Promise<boolean> => {
		await releaseReserve(db);
		const isFreed = await trimTimelines(db);
		if (!isFreed) await keepReserve(db).catch(() => undefined);
		return isFreed;
	};
	return [pictures, () => withWriteLock(trim)];
}

/** Deleting needs room as well: what cannot be freed counts as nothing to free. */
async function hasFreed(step: () => Promise<boolean>): Promise<boolean> {
	try {
		return await step();
	} catch (error) {
		log.warn('cache could not be given up', error);
		return false;
	}
}

async function isFull(db: AccountDatabase, error: unknown): Promise<boolean> {
	if (storeFault(error) === 'full') return true;
	if (!mayBeFull(error)) return false;
	const { quota = Number.POSITIVE_INFINITY, usage = 0 } = await navigator.storage.estimate();
	return quota - usage < tightBytes || (await isTrialFull(db));
}

/** Writes a little, to see whether it goes through, and takes it back. */
async function isTrialFull(db: AccountDatabase): Promise<boolean> {
	const url = 'trial:';
	try {
		const blob = new Blob([crypto.getRandomValues(new Uint8Array(trialBytes))]);
		await db.media.put({ url, state: 'failed', blob, time: 0 });
		await db.media.delete(url);
		return false;
	} catch (error) {
		return storeFault(error) === 'full';
	}
}
