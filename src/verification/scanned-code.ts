/** `MATRIX`, then the format's version. */
const head = [...new TextEncoder().encode('MATRIX'), 2];
const lastMode = 2;
/** After the head stand the mode and the length of the id, two bytes with the higher one first. */
const idStart = head.length + 3;
const keyBytes = 32;
const shortestSecret = 8;

/**
 * The id of the verification that a scanned code is for; undefined for a code that is for none.
 * Client-server API §QR code format.
 */
export function verificationOf(bytes: Uint8Array): string | undefined {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (bytes.length < idStart || head.some((byte, index) => bytes[index] !== byte)) return undefined;
	if (view.getUint8(head.length) > lastMode) return undefined;
	const idEnd = idStart + view.getUint16(head.length + 1);
	if (bytes.length < idEnd + 2 * keyBytes + shortestSecret) return undefined;
	return new TextDecoder().decode(bytes.subarray(idStart, idEnd));
}
