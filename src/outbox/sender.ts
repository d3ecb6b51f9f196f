import pLimit from 'p-limit';
import { log } from '../log.ts';
import { backoffMs } from '../sync/backoff.ts';
import type { Delivery } from './delivery.ts';
import type { OutboxQueue, QueuedRow } from './queue.ts';
import { waitMs } from './times.ts';
import { mustBeLookedFor } from './unanswered.ts';
import { judgeTry, wasTurnedAway } from './verdict.ts';
import { wireDigest } from './wire-digest.ts';

/** How many rooms are sent to side by side. */
const roomsAtOnce = 4;

export interface SenderOptions {
	queue: OutboxQueue;
	delivery: Delivery;
	/** Keeps the background alive over a try. */
	awake: <T>(work: () => Promise<T>) => Promise<T>;
	/** Does `work` on a room while no other background does. */
	alone: (roomId: string, work: () => Promise<void>) => Promise<void>;
	/** ms since the epoch. */
	now: () => number;
	/** Calls `run` after `ms`, by a monotonic clock. @returns the function that calls it off. */
	later: (ms: number, run: () => void) => () => void;
}

/**
 * Sends what the outbox holds: each room's messages in order, one at a time, different rooms side by side.
 * A row keeps its transaction id through every try, so that the homeserver keeps one event however often
 * it is asked. Client-server API §Transaction identifiers.
 */
export class OutboxSender {
	readonly #options: SenderOptions;
	readonly #limit = pLimit(roomsAtOnce);
	readonly #busy = new Map<string, Promise<void>>();
	readonly #waits = new Map<string, () => void>();
	#isStopped = false;

	constructor(options: SenderOptions) {
		this.#options = options;
	}

	/** Looks for rows to send; resolves when those that were due have been tried. */
	async poke(): Promise<void> {
		if (this.#isStopped) return;
		const roomIds = await this.#options.queue.rooms();
		await Promise.all(roomIds.map((roomId) => this.#look(roomId)));
	}

	/** The net is back: rows that wait for their next try need wait no longer, except where they were told to. */
	async hurry(): Promise<void> {
		await this.#options.queue.hurry();
		await this.poke();
	}

	/** What is on its way goes on; nothing more leaves. */
	stop(): void {
		this.#isStopped = true;
		for (const callOff of this.#waits.values()) callOff();
	}

	/** Looks at a room once more after whoever is at it now has finished. `waited` is a row that has waited enough. */
	async #look(roomId: string, waited?: number): Promise<void> {
		const { awake, alone } = this.#options;
		const turn = (this.#busy.get(roomId) ?? Promise.resolve())
			.then(() => this.#limit(() => awake(() => alone(roomId, () => this.#drain(roomId, waited)))))
			// The next look must not wait for ever on one that failed.
			.catch((error: unknown) => log.error('the outbox could not be looked through', error));
		this.#busy.set(roomId, turn);
		await turn;
		if (this.#busy.get(roomId) === turn) this.#busy.delete(roomId);
	}

	async #drain(roomId: string, waited: number | undefined): Promise<void> {
		const { queue, now, later } = this.#options;
		while (!this.#isStopped) {
			const next = await queue.next(roomId, now());
			if (!next) return;
			// Its timer has measured the wait, whatever became of the clock.
			const ms = next.sequence === waited ? 0 : waitMs(next, now());
			if (ms > 0) {
				this.#waits.get(roomId)?.();
				this.#waits.set(
					roomId,
					later(ms, () => void this.#look(roomId, next.sequence)),
				);
				return;
			}
			await this.#try(next);
			waited = undefined;
		}
	}

	async #try(row: QueuedRow): Promise<void> {
		const { queue, now } = this.#options;
		const attempt = row.attempt + 1;
		try {
			await this.#send(row);
		} catch (error) {
			const verdict = judgeTry(error, attempt);
			if (verdict.kind === 'refused') {
				log.warn(`a message was refused (${verdict.code})`, error);
				await queue.fail(row, verdict.code);
				return;
			}
			log.warn('a message was not sent yet', error);
			const askedMs = verdict.retryAfterMs;
			await queue.postpone(
				row,
				attempt,
				now() + backoffMs(attempt, askedMs),
				askedMs === undefined ? undefined : now() + askedMs,
			);
		}
	}

	async #send(row: QueuedRow): Promise<void> {
		const { queue, delivery, now } = this.#options;
		if (mustBeLookedFor(row, delivery.deviceId, now())) {
			const finding = await delivery.find(row);
			if (finding.kind === 'here') return await queue.sent(row, finding.eventId);
			// Neither to double it nor to lose it: the person decides.
			if (finding.kind === 'unclear') return await queue.fail(row, 'maybeSent');
			await queue.neverArrived(row);
		}
		const wire = await delivery.wrap(row);
		const digest = await wireDigest(wire.content);
		if (!(await queue.leave(row, delivery.deviceId, digest, now()))) return;
		try {
			await queue.sent(row, await delivery.put(row, wire));
		} catch (error) {
			if (wasTurnedAway(error)) await queue.turnedAway(row, digest);
			throw error;
		}
	}
}
