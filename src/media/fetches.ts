import type { Wakefulness } from '../browser/keep-awake.ts';
import { log } from '../log.ts';
import { type FetchContext, fetchFile, type WantedFile } from './fetch-file.ts';

/** The files that are being fetched, each once however many windows want it, and however often. */
export class Fetches {
	readonly #context: FetchContext;
	readonly #awake: Wakefulness;
	readonly #underWay = new Set<string>();

	constructor(context: FetchContext, awake: Wakefulness) {
		this.#context = context;
		this.#awake = awake;
	}

	/** How it goes on stands in the file's row: it may take longer than a question can wait. */
	begin(wanted: WantedFile): void {
		if (this.#underWay.has(wanted.url)) return;
		this.#underWay.add(wanted.url);
		this.#awake
			.during(() => fetchFile(this.#context, wanted))
			.catch((error: unknown) => log.error('a file was not kept', error))
			.finally(() => this.#underWay.delete(wanted.url));
	}
}
