/** Base64 without padding, as Matrix writes binary. */
export function toBase64(bytes: Uint8Array): string {
	return btoa(String.fromCharCode(...bytes)).replace(/=+$/, '');
}

/** Reads base64 with or without padding. @throws DOMException when it is none. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
	return Uint8Array.from(atob(text.replace(/=+$/, '')), (one) => one.charCodeAt(0));
}
