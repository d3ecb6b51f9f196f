import type { OpenWrap } from './open-wrap.ts';

/** The account's vault key, wrapped; see `vault.ts`. One row is written at once: it is never half of either. */
export type VaultRow = OpenVaultRow | LockedVaultRow;

/** Without a lock: what opens it is elsewhere (`open-wrap.ts`), but in rows that the first version wrote. */
export interface OpenVaultRow extends Partial<OpenWrap> {
	id: 'vault';
}

/** With a lock: what wraps the vault key is nowhere but with the person. Each of what is there opens it alone. */
export interface LockedVaultRow {
	id: 'vault';
	passphrase?: PassphraseWrap;
	passkey?: PasskeyWrap;
}

/** The vault key, wrapped by a key that Argon2id (RFC 9106) makes of a passphrase. */
export interface PassphraseWrap {
	salt: Uint8Array<ArrayBuffer>;
	memoryKiB: number;
	passes: number;
	lanes: number;
	wrapped: Uint8Array<ArrayBuffer>;
}

/** The vault key, wrapped by a key that HKDF makes of what a passkey gives (WebAuthn Level 3 §10.1.4, `prf`). */
export interface PasskeyWrap {
	credentialId: Uint8Array<ArrayBuffer>;
	/** What the passkey is asked about, 32 random bytes: its answer is another one for each. */
	salt: Uint8Array<ArrayBuffer>;
	wrapped: Uint8Array<ArrayBuffer>;
}
