/**
 * The crypto machine in memory has gone on past what its store could keep: given the same messages again,
 * it would throw them away as known. Only a new one, opened from the store, can take them.
 */
export class StaleCryptoError extends Error {
	override readonly name = 'StaleCryptoError';
}
