import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { ask } from '../../rpc/ask.ts';
import type { MediaRow } from '../../store/account-rows.ts';
import type { AccountDatabase } from '../../store/database.ts';
import { follow } from '../live/live.ts';

type Address = string | undefined;

/** More than are ever on screen; those that were shown longest ago are let go. */
const capacity = 400;
const dayMs = 24 * 60 * 60 * 1000;

/**
 * The pictures that a window shows, each as a `blob:` address once it is here. One query serves all that
 * are still awaited; the background is asked once for each that the store lacks.
 */
export class Pictures {
	readonly #db: AccountDatabase;
	readonly #shown = new Map<string, Signal<Address>>();
	readonly #asked = new Set<string>();
	#unfollow = (): void => undefined;
	#isRenewing = false;

	constructor(db: AccountDatabase) {
		this.#db = db;
	}

	/** @param url the `mxc:` address */
	picture(url: string): ReadonlySignal<Address> {
		const known = this.#shown.get(url);
		const shown = known ?? signal<Address>(undefined);
		// The newest last.
		this.#shown.delete(url);
		this.#shown.set(url, shown);
		if (!known) {
			this.#letGo();
			this.#renew();
		}
		return shown;
	}

	close(): void {
		this.#unfollow();
		for (const { value } of this.#shown.values()) if (value) URL.revokeObjectURL(value);
		this.#shown.clear();
	}

	#letGo(): void {
		const [oldest] = this.#shown;
		if (this.#shown.size <= capacity || !oldest) return;
		const [url, { value }] = oldest;
		this.#shown.delete(url);
		if (value) URL.revokeObjectURL(value);
	}

	/** Many components ask in one render: the query is made once, after it. */
	#renew(): void {
		if (this.#isRenewing) return;
		this.#isRenewing = true;
		queueMicrotask(() => {
			this.#isRenewing = false;
			this.#unfollow();
			const urls = [...this.#shown].filter(([, { value }]) => !value).map(([url]) => url);
			this.#unfollow = follow(
				() => this.#db.media.bulkGet(urls),
				(rows) => rows,
				({ value: rows }) => {
					for (const [index, url] of urls.entries()) if (rows) this.#take(url, rows[index]);
				},
			);
		});
	}

	#take(url: string, row: MediaRow | undefined): void {
		const shown = this.#shown.get(url);
		if (!shown || shown.value) return;
		if (row?.blob) shown.value = URL.createObjectURL(row.blob);
		// Those that were not used for long make room first.
		if (!row || (row.blob && Date.now() - row.time > dayMs)) this.#want(url);
	}

	#want(url: string): void {
		if (this.#asked.has(url)) return;
		this.#asked.add(url);
		ask('media.want', { url }).catch(() => this.#asked.delete(url));
	}
}
