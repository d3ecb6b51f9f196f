import { signal } from '@preact/signals';
import { log } from '../../log.ts';
import { type PreparedFile, prepareFile } from './prepare.ts';

/** A file that the person chose, and what has become of it so far. */
export interface ChosenFile {
	source: File;
	/** Larger than may be sent. */
	isTooLarge: boolean;
	prepared?: PreparedFile;
	/** Why it cannot be sent. */
	error?: unknown;
	/** A `blob:` address of what is shown of it. */
	preview?: string;
}

/** The files in the tray before they are sent. They are made ready one after the other. */
export class ChosenFiles {
	readonly files = signal<readonly ChosenFile[]>([]);
	readonly #limit: number;
	readonly #stripsPhotos: boolean;
	#work = Promise.resolve();

	constructor(limit: number, stripsPhotos: boolean) {
		this.#limit = limit;
		this.#stripsPhotos = stripsPhotos;
	}

	add(sources: readonly File[]): void {
		const added = sources.map((source) => ({ source, isTooLarge: source.size > this.#limit }));
		this.files.value = [...this.files.value, ...added];
		for (const { source, isTooLarge } of added) {
			if (!isTooLarge) this.#work = this.#work.then(() => this.#prepare(source));
		}
	}

	remove(source: File): void {
		const gone = this.files.value.find((one) => one.source === source);
		if (gone?.preview) URL.revokeObjectURL(gone.preview);
		this.files.value = this.files.value.filter((one) => one !== gone);
	}

	close(): void {
		for (const { source } of this.files.value) this.remove(source);
	}

	async #prepare(source: File): Promise<void> {
		// Removed before its turn.
		if (!this.files.value.some((one) => one.source === source)) return;
		try {
			const prepared = await prepareFile(source, this.#stripsPhotos);
			const shown =
				prepared.thumbnail?.blob ?? (prepared.facts.blurhash === undefined ? undefined : prepared.file);
			this.#change(source, { prepared, ...(shown && { preview: URL.createObjectURL(shown) }) });
		} catch (error) {
			log.warn('a file could not be made ready', error);
			this.#change(source, { error });
		}
	}

	#change(source: File, change: Partial<ChosenFile>): void {
		this.files.value = this.files.value.map((one) => (one.source === source ? { ...one, ...change } : one));
	}
}
