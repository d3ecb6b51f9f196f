import { type ReadonlySignal, signal } from '@preact/signals';
import { log } from '../../log.ts';
import { withSpace } from '../../store/free-space.ts';
import type { DraftRow } from '../../store/outbox-rows.ts';
import { seal } from '../../store/seal.ts';
import type { Account } from '../account/account.ts';

const retryMs = 5_000;

/**
 * Keeps what is typed in one room, sealed, so that it outlives the popup. Each change is written at once
 * (a popup closes without warning); while one is being written, only the newest waits. What could not be
 * written is tried again.
 */
export class Draft {
	readonly #account: Account;
	readonly id: DraftRow['id'];
	readonly #failure = signal<unknown>(undefined);
	#waiting: string | undefined;
	#writing: Promise<void> | undefined;
	#retry: ReturnType<typeof setTimeout> | undefined;

	constructor(account: Account, roomId: string) {
		this.#account = account;
		this.id = `room:${roomId}`;
	}

	/** Why what is typed is not in the store; undefined while it is. */
	get failure(): ReadonlySignal<unknown> {
		return this.#failure;
	}

	async read(): Promise<string> {
		const row = await this.#account.db.drafts.get(this.id);
		const text = row && (await this.#account.unsealer.open(row.sealed));
		return typeof text === 'string' ? text : '';
	}

	keep(text: string): void {
		clearTimeout(this.#retry);
		this.#waiting = text;
		this.#writing ??= this.#writeWaiting().finally(() => {
			this.#writing = undefined;
		});
	}

	/** Resolves once everything given to `keep` is in the store, or is given up: the draft is about to end. */
	async settle(): Promise<void> {
		await this.#writing;
		clearTimeout(this.#retry);
	}

	async #writeWaiting(): Promise<void> {
		while (this.#waiting !== undefined) {
			const text = this.#waiting;
			this.#waiting = undefined;
			try {
				await this.#write(text);
				this.#failure.value = undefined;
			} catch (error) {
				log.error('the draft was not kept', error);
				this.#failure.value = error;
				if (this.#waiting === undefined) this.#retry = setTimeout(() => this.keep(text), retryMs);
			}
		}
	}

	async #write(text: string): Promise<void> {
		const { db, cacheKey } = this.#account;
		if (text.trim() === '') await db.drafts.delete(this.id);
		else {
			const row = { id: this.id, sealed: await seal(cacheKey, text), time: Date.now() };
			await withSpace(db, () => db.drafts.put(row));
		}
	}
}
