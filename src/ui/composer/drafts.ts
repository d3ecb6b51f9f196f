import { log } from '../../log.ts';
import type { DraftRow } from '../../store/rows.ts';
import { seal } from '../../store/seal.ts';
import type { Account } from '../account/account.ts';

/**
 * Keeps what is typed in one room, sealed, so that it outlives the popup. Each change is written at once
 * (a popup closes without warning); while one is being written, only the newest waits.
 */
export class Draft {
	readonly #account: Account;
	readonly id: DraftRow['id'];
	#waiting: string | undefined;
	#writing: Promise<void> | undefined;

	constructor(account: Account, roomId: string) {
		this.#account = account;
		this.id = `room:${roomId}`;
	}

	async read(): Promise<string> {
		const row = await this.#account.db.drafts.get(this.id);
		const text = row && (await this.#account.unsealer.open(row.sealed));
		return typeof text === 'string' ? text : '';
	}

	keep(text: string): void {
		this.#waiting = text;
		this.#writing ??= this.#writeWaiting().finally(() => {
			this.#writing = undefined;
		});
	}

	/** Resolves once everything given to `keep` is in the store. */
	async settle(): Promise<void> {
		await this.#writing;
	}

	async #writeWaiting(): Promise<void> {
		while (this.#waiting !== undefined) {
			const text = this.#waiting;
			this.#waiting = undefined;
			await this.#write(text).catch((error: unknown) => log.error('the draft was not kept', error));
		}
	}

	async #write(text: string): Promise<void> {
		const { db, cacheKey } = this.#account;
		if (text.trim() === '') await db.drafts.delete(this.id);
		else await db.drafts.put({ id: this.id, sealed: await seal(cacheKey, text), time: Date.now() });
	}
}
