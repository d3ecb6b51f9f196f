const lockName = 'messa/window';

/** Says, for the life of this page, that a window is open; one that closes or dies lets go by itself. */
export function holdWindowLock(): void {
	void navigator.locks.request(lockName, { mode: 'shared' }, () => new Promise(() => {}));
}

/** Whether some window shows the chats now. */
export async function isWindowOpen(): Promise<boolean> {
	const { held = [] } = await navigator.locks.query();
	return held.some(({ name }) => name === lockName);
}
