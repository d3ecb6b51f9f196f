/**
 * What opens an encrypted attachment. Client-server API §Sending encrypted attachments, `EncryptedFile`
 * without its address.
 */
export interface FileKey {
	v: 'v2';
	/** A JSON Web Key; `k` is URL-safe base64 of 32 bytes. */
	key: { kty: 'oct'; alg: 'A256CTR'; k: string; key_ops: string[]; ext: boolean };
	/** Base64 of the counter block that encryption began with. */
	iv: string;
	/** Base64 of the digest of the ciphertext. */
	hashes: { sha256: string };
}

/** A part of an outgoing message that is uploaded before the message leaves, and how far that is. */
export interface UploadRow {
	/** The message's, as in its outbox row. */
	transactionId: string;
	/** Which of the message's parts: its `file`, its `thumbnail`. */
	part: string;
	/** Its size, and how much of that has left. */
	bytes: number;
	sent: number;
	/** Its `mxc:` address, once the homeserver has it. */
	url?: string;
	/** What is at that address is encrypted. */
	isEncrypted?: boolean;
}

/** The bytes of such a part. They are encrypted, with a key that is sealed in the message's outbox row. */
export interface UploadBytesRow {
	transactionId: string;
	part: string;
	blob: Blob;
}
