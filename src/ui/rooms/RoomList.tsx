import { useSignal } from '@preact/signals';
import type { JSX, RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { InviteLine } from './InviteLine.tsx';
import { heldOrder } from './list-order.ts';
import { RoomLine } from './RoomLine.tsx';
import type { RoomItem } from './room-item.ts';

interface Props {
	items: RoomItem[];
	currentRoomId: string | null;
	/** The chat that the person came from: its line takes the focus. */
	focusRoomId: string | null;
	list: RefObject<HTMLUListElement | null>;
	onOpen: (roomId: string) => void;
	/** The end of the lines shown so far came into view. */
	onEnd: () => void;
}

/** The list of chats. Its lines keep their places while the pointer is over them. */
export function RoomList({ items, currentRoomId, focusRoomId, list, onOpen, onEnd }: Props): JSX.Element {
	const isHeld = useSignal(false);
	const order = useRef<string[]>([]);
	const shown = isHeld.value ? heldOrder(order.current, items) : items;
	order.current = shown.map(({ roomId }) => roomId);
	const lines = shown.filter(({ isInvite }) => !isInvite);
	const inTabOrder = lines.find(({ roomId }) => roomId === currentRoomId) ?? lines[0];

	// Once, when the list is there and painted.
	useEffect(() => {
		performance.mark('rooms-painted');
		if (focusRoomId)
			list.current?.querySelector<HTMLElement>(`[data-room="${CSS.escape(focusRoomId)}"]`)?.focus();
	}, []);

	return (
		<ul
			// biome-ignore lint/a11y/noRedundantRoles: Safari and VoiceOver drop the role of unstyled lists.
			role="list"
			class="room-list"
			aria-label={i18n.t('rooms.list')}
			ref={list}
			onPointerMove={() => (isHeld.value = true)}
			onPointerLeave={() => (isHeld.value = false)}
			onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
				if (scrollTop + clientHeight > scrollHeight - clientHeight) onEnd();
			}}
		>
			{shown.map((item) =>
				item.isInvite ? (
					<InviteLine key={item.roomId} item={item} onOpen={onOpen} />
				) : (
					<RoomLine
						key={item.roomId}
						item={item}
						isCurrent={item.roomId === currentRoomId}
						isInTabOrder={item === inTabOrder}
						onOpen={onOpen}
					/>
				),
			)}
		</ul>
	);
}
