import { ask } from '../../src/rpc/ask.ts';
import { now, pause } from '../clock.ts';
import { inStore } from './store.ts';

/** How a restore went, seen from a window. */
export interface Restored {
	keys: number;
	tookMs: number;
	/** Of a small question to the background, asked over and over meanwhile. */
	longestAnswerMs: number;
}

let outcome: Restored | Error | undefined;

/** Has all keys of the backup brought, and asks the background something small all the while. */
export async function beginRestore(userId: string): Promise<void> {
	outcome = undefined;
	await ask('backup.restore');
	void watch(userId).then(
		(restored) => (outcome = restored),
		(error: Error) => (outcome = error),
	);
}

/** How it went, once it is over. @throws Error when it has failed. */
export function restored(): Restored | undefined {
	if (outcome instanceof Error) throw outcome;
	return outcome;
}

async function watch(userId: string): Promise<Restored> {
	const begun = now();
	let longestAnswerMs = 0;
	for (;;) {
		const asked = now();
		await ask('verification.isVerified', { userId });
		longestAnswerMs = Math.max(longestAnswerMs, now() - asked);
		const row = await inStore((db) => db.restore.get('restore'));
		if (row?.state === 'done') return { keys: row.done, tookMs: now() - begun, longestAnswerMs };
		if (row?.state !== 'running') throw new Error(`the restore is ${row?.state}: ${row?.failure}`);
		await pause(20);
	}
}
