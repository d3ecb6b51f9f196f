/** What opens a lock: the passphrase as it was typed, or the 32 bytes that its passkey answered. */
export type Opener = { passphrase: string } | { passkey: number[] };

/** A passkey that was made for a lock, and what it answered. */
export interface AnsweredPasskey {
	credentialId: number[];
	/** What it was asked: 32 random bytes. */
	salt: number[];
	/** 32 bytes that it gives to this extension's pages alone, and only to its owner. */
	answer: number[];
}
