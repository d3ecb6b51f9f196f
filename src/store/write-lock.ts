/**
 * Runs `work` alone among all that turns what a homeserver sent into rows. Decrypting and sealing can't
 * happen inside an IndexedDB transaction, so that reading, planning and writing need a lock around them.
 */
export async function withWriteLock<T>(work: () => Promise<T>): Promise<T> {
	return await navigator.locks.request('messa/write', work);
}
