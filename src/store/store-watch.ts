import { type StoreFault, storeFault } from './fault.ts';

/** A browser may fail to read its files for a moment, but not so many times in a row. */
const patience = 3;

/** Hears what fails while the background works, and says when the store has to be rebuilt. */
export class StoreWatch {
	readonly #rebuild: (fault: StoreFault) => void;
	#unreadable = 0;

	constructor(rebuild: (fault: StoreFault) => void) {
		this.#rebuild = rebuild;
	}

	hears(error: unknown): void {
		const fault = storeFault(error);
		if (fault === 'unreadable') this.#unreadable += 1;
		if (fault === 'damaged' || this.#unreadable === patience) this.#rebuild(fault ?? 'unreadable');
	}

	/** Something was written. */
	isWell(): void {
		this.#unreadable = 0;
	}
}
