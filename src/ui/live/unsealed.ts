import { type CacheKey, type Sealed, unseal } from '../../store/seal.ts';

const capacity = 3000;

/**
 * Unseals rows, and remembers: a live query gives all its rows again for each small change. A sealed
 * value is known by its random nonce, which is new whenever it is written.
 */
export class Unsealer {
	readonly #key: CacheKey;
	readonly #known = new Map<string, unknown>();

	constructor(key: CacheKey) {
		this.#key = key;
	}

	/** @returns undefined when the bytes cannot be read (another key, damaged). */
	async open<T>(sealed: Sealed<T>): Promise<T | undefined> {
		const nonce = String.fromCharCode(...sealed.subarray(0, 12));
		if (this.#known.has(nonce)) return this.#known.get(nonce) as T;
		const value = await unseal(this.#key, sealed).catch(() => undefined);
		if (value !== undefined) this.#remember(nonce, value);
		return value;
	}

	#remember(nonce: string, value: unknown): void {
		this.#known.set(nonce, value);
		if (this.#known.size <= capacity) return;
		const [oldest] = this.#known.keys();
		if (oldest !== undefined) this.#known.delete(oldest);
	}
}
