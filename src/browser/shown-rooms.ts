import { heldLocks } from './held-lock.ts';

const prefix = 'messa/shown/';

/** The name of the Web Lock that a window holds while it shows a room to the person. */
export function shownLockName(roomId: string): string {
	return `${prefix}${roomId}`;
}

/** The rooms that some window shows now; a window that closes or dies lets go by itself. */
export async function shownRooms(): Promise<Set<string>> {
	return new Set(await heldLocks(prefix));
}
