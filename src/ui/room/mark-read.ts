import { useEffect, useRef } from 'preact/hooks';
import { ask } from '../../rpc/ask.ts';
import type { RoomRow } from '../../store/rows.ts';

/** Tells the background that the newest message was seen: the page in front and the timeline at its end. */
export function useMarkRead(room: RoomRow | undefined, isAtBottom: boolean): void {
	const asked = useRef(-1);
	const roomId = room?.membership === 'join' ? room.roomId : undefined;
	const lastOrder = room?.lastOrder ?? 0;
	const isUnread =
		room !== undefined && (room.unread > 0 || room.highlights > 0 || room.readOrder < lastOrder);
	useEffect(() => {
		const mark = (): void => {
			const isSeen = isAtBottom && document.visibilityState === 'visible' && document.hasFocus();
			if (!roomId || !isUnread || !isSeen || asked.current === lastOrder) return;
			asked.current = lastOrder;
			ask('room.markRead', { roomId }).catch(() => {
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
