import { HttpApiEvent, type MatrixClient } from 'matrix-js-sdk';
import type { Wakefulness } from '../../src/browser/keep-awake.ts';
import { log } from '../../src/log.ts';
import type { AccountDatabase } from '../../src/store/database.ts';
import type { ChangeSet } from '../../src/sync/change-set.ts';
import { classicSource } from '../../src/sync/classic.ts';
import { SyncLoop } from '../../src/sync/loop.ts';
import { isSlidingOffered, slidingSource } from '../../src/sync/sliding.ts';
import { SourceChoice } from '../../src/sync/source-choice.ts';

/** Who takes in what the homeserver says, as `LoopOptions` of the loop has it. */
export interface Follower {
	apply(changes: ChangeSet): Promise<void>;
	caughtUp(): Promise<void>;
	/** @param keepsDevice whether the person may sign in again as the same device. */
	rejected(keepsDevice: boolean): Promise<void>;
	mayRest(): Promise<boolean>;
	failed(error: unknown): void;
}

/**
 * The sync loop of an account that is being opened. It asks at once: the homeserver answers while wasm starts
 * and the keys are opened, and the answer waits for its follower.
 */
export class Following {
	readonly loop: SyncLoop;
	/** Resolves when the loop has ended. */
	readonly ended: Promise<void>;
	readonly #follower = Promise.withResolvers<Follower>();
	readonly #first = Promise.withResolvers<void>();

	constructor(db: AccountDatabase, client: MatrixClient, awake: Wakefulness) {
		const { promise: follower } = this.#follower;
		// Without a follower the loop is stopped, and says nothing.
		follower.catch(() => undefined);
		this.loop = new SyncLoop({
			db,
			source: new SourceChoice({ classic: classicSource(client), sliding: slidingSource(client) }, (signal) =>
				isSlidingOffered(client, signal),
			),
			apply: async (changes) => {
				await (await follower).apply(changes);
				this.#first.resolve();
			},
			caughtUp: async () => (await follower).caughtUp(),
			rejected: async () => (await follower).rejected(false),
			awake: (work) => awake.during(work),
			mayRest: async () => (await follower).mayRest(),
			failed: (error) => {
				this.#first.resolve();
				follower.then((taker) => taker.failed(error)).catch(() => undefined);
			},
		});
		// Heard before the loop's own request fails with it.
		client.on(HttpApiEvent.SessionLoggedOut, ({ data }) => {
			void follower.then((taker) => taker.rejected(data.soft_logout === true)).catch(() => undefined);
		});
		this.ended = this.loop.run().catch((error: unknown) => log.error('the sync loop ended', error));
	}

	/** From now on what comes is taken in. */
	handOver(follower: Follower): void {
		this.#follower.resolve(follower);
	}

	/** Resolves once the first answer was taken in or failed to come, after `ms` at the latest. */
	async firstAnswer(ms: number): Promise<void> {
		await Promise.race([this.#first.promise, new Promise((resolve) => setTimeout(resolve, ms))]);
	}

	/** Nobody will take it in. */
	giveUp(reason: unknown): void {
		this.loop.stop();
		this.#follower.reject(reason);
	}
}
