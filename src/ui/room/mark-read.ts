import { useEffect, useRef } from 'preact/hooks';
import { ask } from '../../rpc/ask.ts';
import type { RoomRow } from '../../store/room-rows.ts';

/** Tells the background that the newest message was seen: the page in front and the timeline at its end. */
export function useMarkRead(room: RoomRow | undefined, isAtBottom: boolean): void {
	const asked = useRef(-1);
	const isOpened = useRef(false);
	const wasMarked = useRef(false);
	const roomId = room?.membership === 'join' ? room.roomId : undefined;
	const lastOrder = room?.lastOrder ?? 0;
	const isUnread =
		room !== undefined && (room.unread > 0 || room.highlights > 0 || room.readOrder < lastOrder);
	// A mark that stood at the opening goes; one that is made while the room is open stays.
	if (room && !isOpened.current) {
		isOpened.current = true;
		wasMarked.current = room.isMarkedUnread === true;
	}
	useEffect(() => {
		const mark = (): void => {
			const isSeen = isAtBottom && document.visibilityState === 'visible' && document.hasFocus();
			if (!roomId || !(isUnread || wasMarked.current) || !isSeen || asked.current === lastOrder) return;
			asked.current = lastOrder;
			wasMarked.current = false;
			ask('room.markRead', { roomId, order: lastOrder }).catch(() => {
				asked.current = -1;
			});
		};
		mark();
		document.addEventListener('visibilitychange', mark);
		addEventListener('focus', mark);
		return () => {
			document.removeEventListener('visibilitychange', mark);
			removeEventListener('focus', mark);
		};
	}, [roomId, isUnread, isAtBottom, lastOrder]);
}
