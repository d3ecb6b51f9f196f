import { requestFailure } from '../account/request-failure.ts';
import type { Failure } from '../failure.ts';
import { log } from '../log.ts';
import type { AccountDatabase } from '../store/database.ts';
import type { StatusRow } from '../store/rows.ts';
import { backoffMs } from './backoff.ts';
import type { ChangeSet } from './change-set.ts';
import type { SourceChoice } from './source-choice.ts';

/** An answer must come within 30 s or Chromium ends the worker. */
const pollMs = 20_000;

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
}

/** Asks for changes, one answer after the other, until it is stopped. Only one runs, whatever else is awake. */
export class SyncLoop {
	readonly #options: LoopOptions;
	readonly #stop = new AbortController();
	#wake: () => void = () => {};
	#attempt = 0;
	#isCaughtUp = false;

	constructor(options: LoopOptions) {
		this.#options = options;
	}

	/** Resolves when stopped. */
	async run(): Promise<void> {
		const { signal } = this.#stop;
		try {
			await navigator.locks.request('messa/sync', { signal }, async () => {
				while (!signal.aborted) await this.#step();
			});
		} catch (error) {
			if (!signal.aborted) throw error;
		}
	}

	/** Ends a wait after a failure: the net is back, or somebody looks. */
	nudge(): void {
		this.#wake();
	}

	stop(): void {
		this.#stop.abort();
		this.#wake();
	}

	async #step(): Promise<void> {
		const { db, source, apply, caughtUp } = this.#options;
		try {
			const position = await db.position.get('sync');
			const timeoutMs = this.#isCaughtUp ? pollMs : 0;
			const start = performance.now();
			const changes = await source.next(position, timeoutMs, this.#stop.signal);
			await apply(changes);
			await this.#succeeded(changes.progress);
			const isSame = timeoutMs > 0 && changes.position.since === position?.since;
			if (isSame) await this.#pause(leastMs - (performance.now() - start));
			if (changes.isPartial) this.#isCaughtUp = false;
			if (this.#isCaughtUp || changes.isPartial) return;
			this.#isCaughtUp = true;
			await caughtUp();
		} catch (error) {
			if (!this.#stop.signal.aborted) await this.#failed(requestFailure(error), error);
		}
	}

	async #succeeded(progress: StatusRow['progress']): Promise<void> {
		this.#attempt = 0;
		const { status } = this.#options.db;
		const before = await status.get('sync');
		if (before?.state === 'live' && !before.progress && !progress) return;
		await status.put({ id: 'sync', state: 'live', time: Date.now(), ...(progress && { progress }) });
	}

	async #failed(failure: Failure, error: unknown): Promise<void> {
		this.#attempt += 1;
		this.#isCaughtUp = false;
		log.warn(`sync failed (${failure.code})`, error);
		await this.#options.db.status.put({
			id: 'sync',
			state: 'offline',
			failure: failure.code,
			time: Date.now(),
		});
		if (failure.code === 'signedOut') {
			await this.#options.rejected();
			this.stop();
			return;
		}
		await this.#pause(backoffMs(this.#attempt, failure.details.retryAfterMs));
	}

	async #pause(ms: number): Promise<void> {
		if (ms <= 0) return;
		const { promise, resolve } = Promise.withResolvers<void>();
		this.#wake = resolve;
		const timer = setTimeout(resolve, ms);
		await promise;
		clearTimeout(timer);
	}
}
