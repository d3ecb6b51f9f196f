import type { RoomRow } from '../../store/room-rows.ts';

/** Whether the person has agreed that this room's messages travel unencrypted; asked once for each room. */
export function isClearTextAccepted(room: Pick<RoomRow, 'roomId' | 'isClearTextAccepted'>): boolean {
	return room.isClearTextAccepted === true || localStorage.getItem(key(room.roomId)) === 'accepted';
}

export function acceptClearText(roomId: string): void {
	localStorage.setItem(key(roomId), 'accepted');
}

/** Nothing of an account that leaves stays. */
export function forgetClearText(): void {
	for (const name of Object.keys(localStorage)) if (name.startsWith(key(''))) localStorage.removeItem(name);
}

function key(roomId: string): string {
	return `clear-text/${roomId}`;
}
