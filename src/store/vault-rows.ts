/** The account's vault key, wrapped; see `vault.ts`. One row is written at once: it is never half of either. */
export type VaultRow = OpenVaultRow | LockedVaultRow;

/** Without a lock. */
export interface OpenVaultRow {
	id: 'vault';
	/** Non-extractable AES-GCM key that wraps the vault key. */
	wrappingKey: CryptoKey;
	wrapped: Uint8Array<ArrayBuffer>;
}

/** With a lock: what wraps the vault key is nowhere but with the person. */
export interface LockedVaultRow {
	id: 'vault';
	passphrase: PassphraseWrap;
}

/** The vault key, wrapped by a key that Argon2id (RFC 9106) makes of a passphrase. */
export interface PassphraseWrap {
	salt: Uint8Array<ArrayBuffer>;
	memoryKiB: number;
	passes: number;
	lanes: number;
	wrapped: Uint8Array<ArrayBuffer>;
}
