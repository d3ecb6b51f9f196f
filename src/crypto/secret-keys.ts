import type { CryptoCallbacks } from 'matrix-js-sdk/lib/crypto-api/index.js';

/** The secret storage key, held only while a person's own action needs it. Client-server API §Secrets. */
export class SecretKeys {
	#key: Uint8Array<ArrayBuffer> | undefined;

	readonly callbacks: CryptoCallbacks = {
		getSecretStorageKey: async ({ keys }) => {
			const id = Object.keys(keys)[0];
			return this.#key && id !== undefined ? [id, this.#key] : null;
		},
		cacheSecretStorageKey: (_id, _info, key) => {
			this.#key = new Uint8Array(key);
		},
	};

	/** Runs `work` with `key` at hand, and forgets it afterwards. */
	async using<T>(key: Uint8Array<ArrayBuffer> | undefined, work: () => Promise<T>): Promise<T> {
		this.#key = key;
		try {
			return await work();
		} finally {
			this.#key?.fill(0);
			this.#key = undefined;
		}
	}
}
