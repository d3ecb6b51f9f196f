/** Runs `work` while nothing else makes, resets or takes over the account's identity. */
export async function withIdentityLock<T>(work: () => Promise<T>): Promise<T> {
	return await navigator.locks.request('messa/identity', work);
}
