import type { FailureCode } from '../failure.ts';
import { type AccountDatabase, isEvent } from '../store/database.ts';
import type { OutboxRow } from '../store/outbox-rows.ts';
import { clampTimes } from './times.ts';
import { withoutTry, withTry } from './unanswered.ts';

/** A row that is in the store. */
export type QueuedRow = OutboxRow & { sequence: number };

/** The outbox as the sender changes it. Each step is one transaction, and leaves alone what has gone meanwhile. */
export class OutboxQueue {
	readonly #db: AccountDatabase;

	constructor(db: AccountDatabase) {
		this.#db = db;
	}

	/** The rooms in which something waits, the longest wait first. */
	async rooms(): Promise<string[]> {
		const waiting = await this.#waiting().sortBy('sequence');
		return [...new Set(waiting.map(({ roomId }) => roomId))];
	}

	/** How many messages wait or are on their way. */
	async count(): Promise<number> {
		return await this.#waiting().count();
	}

	/** The net is back: nothing waits for its next try, except where the homeserver asked for it. */
	async hurry(): Promise<void> {
		await this.#waiting().modify({ nextTry: 0 });
	}

	/** The room's next message, with times that make sense at `now`. */
	async next(roomId: string, now: number): Promise<QueuedRow | undefined> {
		const rows = await this.#db.outbox.where({ roomId }).sortBy('sequence');
		const next = rows.find(({ state }) => state === 'queued' || state === 'sending');
		if (next?.sequence === undefined) return undefined;
		const clamped = clampTimes(next, now);
		if (clamped) await this.#db.outbox.update(next.sequence, clamped);
		return { ...next, ...clamped, sequence: next.sequence };
	}

	/** The message leaves now. @returns whether it still may: the person may have taken it back. */
	async leave({ sequence }: QueuedRow, deviceId: string, digest: string, now: number): Promise<boolean> {
		const count = await this.#db.outbox.where({ sequence }).modify((row) => {
			row.state = 'sending';
			row.unanswered = withTry(row.unanswered, deviceId, digest, now);
		});
		return count > 0;
	}

	/** The homeserver has it. The row stays until its event comes, unless that was quicker. */
	async sent({ sequence, roomId }: QueuedRow, eventId: string): Promise<void> {
		const { events, relations, outbox } = this.#db;
		await this.#db.transaction('rw', events, relations, outbox, async () => {
			const [row, relation] = await Promise.all([
				events.where('[roomId+eventId]').equals([roomId, eventId]).first(),
				relations.get(eventId),
			]);
			if (row || relation) await outbox.delete(sequence);
			else {
				await outbox.where({ sequence }).modify((sent) => {
					sent.state = 'sent';
					sent.eventId = eventId;
					delete sent.unanswered;
				});
			}
		});
	}

	/** The homeserver has answered that it did not take the try with this digest. */
	async turnedAway({ sequence }: QueuedRow, digest: string): Promise<void> {
		await this.#db.outbox.where({ sequence }).modify((row) => {
			const rest = withoutTry(row.unanswered, digest);
			if (rest) row.unanswered = rest;
			else delete row.unanswered;
		});
	}

	/** It is certain that no try has arrived. */
	async neverArrived({ sequence }: QueuedRow): Promise<void> {
		await this.#db.outbox.where({ sequence }).modify((row) => {
			delete row.unanswered;
		});
	}

	/** It is to be tried again, not before `nextTry`, and under no circumstances before `notBefore`. */
	async postpone(
		{ sequence }: QueuedRow,
		attempt: number,
		nextTry: number,
		notBefore?: number,
	): Promise<void> {
		await this.#db.outbox.where({ sequence }).modify((row) => {
			row.state = 'queued';
			row.attempt = attempt;
			row.nextTry = nextTry;
			if (notBefore !== undefined) row.notBefore = notBefore;
			else delete row.notBefore;
		});
	}

	/** It is not tried again until the person says so. */
	async fail({ sequence }: QueuedRow, failure: FailureCode): Promise<void> {
		await this.#db.outbox.where({ sequence }).modify({ state: 'failed', failure });
	}

	/** Whether an event is known to be another message than this one. */
	async isAnothers({ roomId, transactionId, sequence }: QueuedRow, eventId: string): Promise<boolean> {
		const [row, outgoing] = await Promise.all([
			this.#db.events.where('[roomId+eventId]').equals([roomId, eventId]).first(),
			this.#db.outbox.where({ roomId }).toArray(),
		]);
		if (outgoing.some((other) => other.sequence !== sequence && other.eventId === eventId)) return true;
		const known = row && isEvent(row) ? row.transactionId : undefined;
		return known !== undefined && known !== transactionId;
	}

	#waiting() {
		return this.#db.outbox.where('state').anyOf('queued', 'sending');
	}
}
