import type { EntityTable } from 'dexie';
import type { RoomIndexes, RoomRow } from './room-rows.ts';

/** What stands for an invite's news in `announcedOrder`: above all that a room without rows can have. */
export const announcedInvite = 0;

/** Works out the columns that a room is found by. */
export function roomIndexes(room: RoomRow): RoomIndexes {
	const { kind, membership, unread, isMarkedUnread, isLeftBehind, mode } = room;
	const { lastOrder, announcedOrder, lateOrder } = room;
	const isInvite = membership === 'invite';
	const isJoined = membership === 'join' && !isLeftBehind;
	const isChat = isJoined && kind !== 'space';
	const isUnread = mode !== 'none' && (unread > 0 || isMarkedUnread === true);
	const isBehind = isInvite
		? announcedOrder < announcedInvite
		: lastOrder > announcedOrder || lateOrder !== undefined;
	return {
		...(isInvite && kind !== 'space' && { shelf: 'invite' }),
		...(isChat && { shelf: 'chat' }),
		...((isInvite || (isJoined && isUnread)) && { attention: 1 }),
		...(isBehind && { behind: 1 }),
	};
}

/** Keeps the derived columns true at every write, whoever writes. */
export function deriveRoomIndexes(rooms: EntityTable<RoomRow, 'roomId'>): void {
	rooms.hook('creating', (_roomId, room) => {
		Object.assign(room, noIndexes, roomIndexes(room));
	});
	rooms.hook('updating', (changes, _roomId, room) => {
		return { ...noIndexes, ...roomIndexes({ ...room, ...changes }) };
	});
}

const noIndexes: Record<keyof RoomIndexes, undefined> = {
	shelf: undefined,
	attention: undefined,
	behind: undefined,
};
