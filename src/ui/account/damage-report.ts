import { ask } from '../../rpc/ask.ts';

/** Tells the background of rooms in which a row cannot be unsealed, each once in the life of a window. */
export class DamageReport {
	readonly #told = new Set<string>();

	tell(roomId: string): void {
		if (this.#told.has(roomId)) return;
		this.#told.add(roomId);
		ask('store.check', { roomId }).catch(() => this.#told.delete(roomId));
	}
}
