import { Failure } from '../failure.ts';
import { log } from '../log.ts';
import type { AccountDatabase } from './database.ts';
import { diskHasRoom, noteDisk } from './disk-notice.ts';
import { storeFault } from './fault.ts';
import { freeMedia } from './media.ts';
import { trimTimelines } from './trim-timelines.ts';
import { withWriteLock } from './write-lock.ts';

const mediaStep = 16 * 1024 * 1024;
/** With less left, a write that fails without a reason failed for want of room. */
const tightBytes = 16 * 1024 * 1024;

/**
 * Runs a write. When there is no room for it, cache is given up that can be fetched again, and the write
 * is tried once more after each step: pictures first, those used longest ago, then the older messages of
 * every room. Keys, session, outbox, drafts and settings are never touched.
 * Not to be called under the write lock, since giving up messages takes it.
 * @throws Failure `diskFull` when all that was not enough; any other error as it came.
 */
export async function withSpace<T>(db: AccountDatabase, write: () => Promise<T>): Promise<T> {
	const first = await attempt(write);
	if (first.isDone) {
		await diskHasRoom();
		return first.value;
	}
	for (const step of steps(db)) {
		while (await hasFreed(step)) {
			const next = await attempt(write);
			if (!next.isDone) continue;
			await noteDisk('freed');
			return next.value;
		}
	}
	await noteDisk('full');
	throw new Failure('diskFull');
}

type Attempt<T> = { isDone: true; value: T } | { isDone: false };

async function attempt<T>(write: () => Promise<T>): Promise<Attempt<T>> {
	try {
		return { isDone: true, value: await write() };
	} catch (error) {
		if (!(await isFull(error))) throw error;
		return { isDone: false };
	}
}

function steps(db: AccountDatabase): (() => Promise<boolean>)[] {
	return [() => freeMedia(db, mediaStep), () => withWriteLock(() => trimTimelines(db))];
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

async function isFull(error: unknown): Promise<boolean> {
	const fault = storeFault(error);
	if (fault !== 'unreadable') return fault === 'full';
	const { quota = Number.POSITIVE_INFINITY, usage = 0 } = await navigator.storage.estimate();
	return quota - usage < tightBytes;
}
