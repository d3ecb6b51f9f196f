/** Holds a Web Lock, shared with whoever else does; a page that closes or dies lets go by itself. @returns the function that lets go. */
export function holdLock(name: string): () => void {
	const controller = new AbortController();
	let release = (): void => undefined;
	const held = new Promise<void>((resolve) => {
		release = resolve;
	});
	navigator.locks
		.request(name, { mode: 'shared', signal: controller.signal }, () => held)
		.catch(() => undefined);
	return () => {
		controller.abort();
		release();
	};
}

/** What the names of the locks that somebody holds end with, of those that begin with `prefix`. */
export async function heldLocks(prefix: string): Promise<string[]> {
	const { held = [] } = await navigator.locks.query();
	return held.flatMap(({ name }) => (name?.startsWith(prefix) ? [name.slice(prefix.length)] : []));
}
