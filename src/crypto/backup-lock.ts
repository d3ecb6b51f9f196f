/** Runs `work` while nothing else switches the backup that keys go to: for a moment there is none then. */
export async function withBackupLock<T>(work: () => Promise<T>): Promise<T> {
	return await navigator.locks.request('messa/backup', work);
}
