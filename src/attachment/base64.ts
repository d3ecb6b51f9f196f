const pieceBytes = 8192;

/** Base64 without padding, as Matrix writes binary. */
export function toBase64(bytes: Uint8Array): string {
	let text = '';
	for (let at = 0; at < bytes.length; at += pieceBytes) {
		text += String.fromCharCode(...bytes.subarray(at, at + pieceBytes));
	}
	return btoa(text).replace(/=+$/, '');
}

/** Reads base64 with or without padding. @throws DOMException when it is none. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
	return Uint8Array.from(atob(text.replace(/=+$/, '')), (one) => one.charCodeAt(0));
}

/** The file in a `data:` address, RFC 2397. @throws DOMException when it is not in base64. */
export function dataBlob(address: string): Blob {
	const [head = '', data = ''] = address.split(',', 2);
	return new Blob([fromBase64(data)], { type: head.replace(/^data:|;base64$/g, '') });
}
