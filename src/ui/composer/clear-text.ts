import type { RoomRow } from '../../store/room-rows.ts';

/** Whether the person has agreed that this room's messages travel unencrypted; asked once for each room. */
export function isClearTextAccepted(room: Pick<RoomRow, 'roomId' | 'isClearTextAccepted'>): boolean {
	return room.isClearTextAccepted === true || localStorage.getItem(key(room.roomId)) === 'accepted';
}

export function acceptClearText(roomId: string): void {
	localStorage.setItem(key(roomId), 'accepted');
}

function key(roomId: string): string {
	return `clear-text/${roomId}`;
}
