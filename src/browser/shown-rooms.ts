const prefix = 'messa/shown/';

/** The name of the Web Lock that a window holds while it shows a room to the person. */
export function shownLockName(roomId: string): string {
	return `${prefix}${roomId}`;
}

/** The rooms that some window shows now; a window that closes or dies lets go by itself. */
export async function shownRooms(): Promise<Set<string>> {
	const { held = [] } = await navigator.locks.query();
	return new Set(held.flatMap(({ name }) => (name?.startsWith(prefix) ? [name.slice(prefix.length)] : [])));
}
