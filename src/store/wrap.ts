const nonceBytes = 12;

/** Encrypts a key under another one: a 12-byte nonce, then AES-256-GCM. */
export async function wrap(
	wrappingKey: CryptoKey,
	key: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
	const iv = crypto.getRandomValues(new Uint8Array(nonceBytes));
	const cipher = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, wrappingKey, key);
	const wrapped = new Uint8Array(nonceBytes + cipher.byteLength);
	wrapped.set(iv);
	wrapped.set(new Uint8Array(cipher), nonceBytes);
	return wrapped;
}

/** Gives back what was wrapped. @throws DOMException `OperationError` when the key is another one. */
export async function unwrap(
	wrappingKey: CryptoKey,
	wrapped: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
	const key = await crypto.subtle.decrypt(
		{ name: 'AES-GCM', iv: wrapped.subarray(0, nonceBytes) },
		wrappingKey,
		wrapped.subarray(nonceBytes),
	);
	return new Uint8Array(key);
}
