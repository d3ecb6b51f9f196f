import { browser } from 'wxt/browser';
import { Failure, type FailureCode } from '../failure.ts';

const key = 'guesses';
const freeGuesses = 3;
const firstWaitMs = 5_000;
const longestWaitMs = 15 * 60_000;

/** Wrong passphrases and passkeys since the last right one. */
export interface Guesses {
	count: number;
	/** When the last one was given, ms since the epoch. */
	time: number;
}

/**
 * Has a guess checked, unless it comes too soon after wrong ones. It is counted before it is checked, on the
 * disk: a background that ends meanwhile, or the browser, has no guess forgotten.
 * @param check gives undefined for a wrong guess
 * @throws Failure `wrong`, or `tooManyGuesses` with the wait.
 */
export async function guess<T>(wrong: FailureCode, check: () => Promise<T | undefined>): Promise<T> {
	const now = Date.now();
	const before = await read(now);
	const retryAfterMs = waitLeftMs(before, now);
	if (retryAfterMs > 0) throw new Failure('tooManyGuesses', { retryAfterMs });
	await write({ count: before.count + 1, time: now });
	const found = await check();
	if (found === undefined) throw new Failure(wrong);
	await forgetGuesses();
	return found;
}

/** How long the next guess has to wait: nothing at first, then twice as long each time, up to a quarter of an hour. */
export function waitLeftMs({ count, time }: Guesses, now: number): number {
	if (count < freeGuesses) return 0;
	const waitMs = Math.min(longestWaitMs, firstWaitMs * 2 ** (count - freeGuesses));
	return Math.max(0, time + waitMs - now);
}

/** A right guess, or nobody is signed in any more. */
export async function forgetGuesses(): Promise<void> {
	await browser.storage.local.remove(key);
}

async function read(now: number): Promise<Guesses> {
	const guesses = (await browser.storage.local.get(key))[key] as Guesses | undefined;
	if (!guesses || guesses.time <= now) return guesses ?? { count: 0, time: 0 };
	// A clock that was put back must not make the wait longer than it is.
	const brought = { count: guesses.count, time: now };
	await write(brought);
	return brought;
}

async function write(guesses: Guesses): Promise<void> {
	await browser.storage.local.set({ [key]: guesses });
}
