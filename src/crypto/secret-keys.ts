import type { CryptoCallbacks } from 'matrix-js-sdk/lib/crypto-api/index.js';

/** A key of the account's secret storage. Client-server API §Key storage. */
export interface StorageKey {
	id: string;
	key: Uint8Array<ArrayBuffer>;
}

/** The secret storage key, held only while a person's own action needs it. Client-server API §Secrets. */
export class SecretKeys {
	#held: StorageKey | undefined;

	readonly callbacks: CryptoCallbacks = {
		getSecretStorageKey: async ({ keys }) =>
			this.#held && this.#held.id in keys ? [this.#held.id, this.#held.key] : null,
		// A key that was just made, with which secrets are about to be stored.
		cacheSecretStorageKey: (id, _info, key) => this.#hold({ id, key: new Uint8Array(key) }),
	};

	/** Runs `work` with `key` at hand, if there is one yet; it is ours from now on, and zeroed afterwards. */
	async using<T>(key: StorageKey | undefined, work: () => Promise<T>): Promise<T> {
		this.#hold(key);
		try {
			return await work();
		} finally {
			this.#hold(undefined);
		}
	}

	#hold(held: StorageKey | undefined): void {
		this.#held?.key.fill(0);
		this.#held = held;
	}
}
