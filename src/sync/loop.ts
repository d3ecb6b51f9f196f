import { requestFailure } from '../account/request-failure.ts';
import type { Failure } from '../failure.ts';
import { log } from '../log.ts';
import type { PositionRow, StatusRow } from '../store/account-rows.ts';
import type { AccountDatabase } from '../store/database.ts';
import { backoffMs } from './backoff.ts';
import type { ChangeSet } from './change-set.ts';
import type { SourceChoice } from './source-choice.ts';

/** An answer must come within 30 s or Chromium ends the worker. */
const pollMs = 25_000;

/** A homeserver that answers at once, and each time the same, is not asked more often. */
const leastMs = 1_000;

export interface LoopOptions {
	db: AccountDatabase;
	source: Pick<SourceChoice, 'next'>;
	/** Takes one answer in; the next is asked for afterwards. */
	apply: (changes: ChangeSet) => Promise<void>;
	/** Runs after the first answer of each start that looked at all rooms which are here. */
	caughtUp: () => Promise<void>;
	/** The homeserver no longer accepts the token. */
	rejected: () => Promise<void>;
	/** Keeps the background alive over a poll and what it brings. */
	awake: <T>(work: () => Promise<T>) => Promise<T>;
	/** Whether it may let go once nothing new comes, until it is nudged. */
	mayRest: () => Promise<boolean>;
	/** Hears of each step that failed, whatever the reason. */
	failed: (error: unknown) => void;
}

/** Asks for changes, one answer after the other, until it is stopped. Only one runs, whatever else is awake. */
export class SyncLoop {
	readonly #options: LoopOptions;
	readonly #stop = new AbortController();
	#wake: () => void = () => {};
	#poll = new AbortController();
	#attempt = 0;
	#isCaughtUp = false;
	#isNudged = false;
	/** As in the store, once an answer was taken in: most answers bring nothing, and are not worth reading it. */
	#position: PositionRow | undefined;
	/** The status in the store says that all is well. */
	#isLive = false;

	constructor(options: LoopOptions) {
		this.#options = options;
	}

	/** Resolves when stopped. */
	async run(): Promise<void> {
		const { signal } = this.#stop;
		try {
			await navigator.locks.request('messa/sync', { signal }, async () => {
				while (!signal.aborted) await (await this.#options.awake(() => this.#step()))();
			});
		} catch (error) {
			if (!signal.aborted) throw error;
		}
	}

	/** What is known is as new as it can be: nothing was missed before the poll in flight. */
	get isCaughtUp(): boolean {
		return this.#isCaughtUp;
	}

	/** Ends a wait, after a failure or at rest: the net is back, or somebody looks. */
	nudge(): void {
		this.#isNudged = true;
		this.#wake();
	}

	/** Asks anew: the network changed or the computer slept, and the poll in flight may wait on a dead socket. */
	renew(): void {
		this.#poll.abort();
		this.#wake();
	}

	stop(): void {
		this.#stop.abort();
		this.#wake();
	}

	/** @returns what to wait for before the next step. */
	async #step(): Promise<() => Promise<void>> {
		const { db, source, apply, caughtUp, mayRest } = this.#options;
		this.#poll = new AbortController();
		this.#isNudged = false;
		const poll = this.#poll.signal;
		try {
			const position = this.#position ?? (await db.position.get('sync'));
			const timeoutMs = this.#isCaughtUp && !(await mayRest()) ? pollMs : 0;
			const start = performance.now();
			const changes = await source.next(position, timeoutMs, AbortSignal.any([this.#stop.signal, poll]));
			await apply(changes);
			this.#position = changes.position;
			await this.#succeeded(changes.progress);
			const isSame = timeoutMs > 0 && changes.position.since === position?.since;
			const next = (): Promise<void> =>
				isSame ? this.#pause(leastMs - (performance.now() - start), true) : atOnce();
			if (changes.isPartial) {
				this.#isCaughtUp = false;
				return next;
			}
			if (this.#isCaughtUp) {
				return timeoutMs === 0 && isQuiet(changes) ? () => this.#rest() : next;
			}
			this.#isCaughtUp = true;
			await caughtUp();
			return next;
		} catch (error) {
			this.#isCaughtUp = false;
			this.#position = undefined;
			if (this.#stop.signal.aborted || poll.aborted) return atOnce;
			return await this.#failed(requestFailure(error), error);
		}
	}

	async #succeeded(progress: StatusRow['progress']): Promise<void> {
		this.#attempt = 0;
		if (this.#isLive && !progress) return;
		const { status } = this.#options.db;
		const before = await status.get('sync');
		const isSaid = before?.state === 'live' && !before.progress && !progress;
		if (!isSaid)
			await status.put({ id: 'sync', state: 'live', time: Date.now(), ...(progress && { progress }) });
		this.#isLive = !progress;
	}

	async #failed(failure: Failure, error: unknown): Promise<() => Promise<void>> {
		this.#attempt += 1;
		this.#isLive = false;
		log.warn(`sync failed (${failure.code})`, error);
		this.#options.failed(error);
		// A store that takes no answer may not take this either.
		await this.#options.db.status
			.put({ id: 'sync', state: 'offline', failure: failure.code, time: Date.now() })
			.catch((reason: unknown) => log.warn('the status was not kept', reason));
		if (failure.code === 'signedOut') {
			await this.#options.rejected();
			this.stop();
			return atOnce;
		}
		const askedMs = failure.details.retryAfterMs ?? 0;
		return async () => {
			await this.#pause(askedMs, false);
			await this.#pause(backoffMs(this.#attempt) - askedMs, true);
		};
	}

	/** Waits without a time to be nudged; what was known may be old by then. */
	async #rest(): Promise<void> {
		this.#isCaughtUp = false;
		// Somebody may have begun to look since it was asked whether anybody does.
		if (!this.#isNudged) await this.#pause(undefined, true);
	}

	/** Waits (for ever without `ms`) by the monotonic clock; what the homeserver asked for is waited out. */
	async #pause(ms: number | undefined, endsByNudge: boolean): Promise<void> {
		if ((ms ?? 1) <= 0 || this.#stop.signal.aborted) return;
		const { promise, resolve } = Promise.withResolvers<void>();
		this.#wake = () => {
			if (endsByNudge || this.#stop.signal.aborted) resolve();
		};
		const timer = ms === undefined ? undefined : setTimeout(resolve, ms);
		await promise;
		clearTimeout(timer);
	}
}

async function atOnce(): Promise<void> {}

/** An answer that brought nothing: no more is waiting behind it either. */
function isQuiet({ rooms, crypto, hasMore }: ChangeSet): boolean {
	return !hasMore && rooms.length === 0 && crypto.toDeviceEvents.length === 0;
}
