import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { Icon } from '../controls/Icon.tsx';
import { LockOpen } from '../controls/icons.ts';
import { Avatar } from '../person/Avatar.tsx';
import { previewText } from './preview-text.ts';
import type { RoomItem } from './room-item.ts';

interface Props {
	item: RoomItem;
	isCurrent: boolean;
	/** Only one line of the list is in the tab order; arrow keys reach the others. */
	isInTabOrder: boolean;
	onOpen: (roomId: string) => void;
}

/** A chat in the list: a button that opens it. */
export function RoomLine({ item, isCurrent, isInTabOrder, onOpen }: Props): JSX.Element {
	const isCounted = item.unread > 0 || item.highlights > 0;
	const isUnread = isCounted || item.isMarkedUnread;
	return (
		<li class="room-item">
			<button
				type="button"
				class={`room-line ${isUnread ? 'unread' : ''}`}
				data-room={item.roomId}
				aria-current={isCurrent ? 'page' : undefined}
				tabIndex={isInTabOrder ? 0 : -1}
				onClick={() => onOpen(item.roomId)}
			>
				<Avatar id={item.colourId} name={item.name} url={item.avatarUrl} />
				<span class="room-line-text">
					<span class="room-line-top">
						<bdi class="room-line-name one-line">{item.name}</bdi>
						{!item.isEncrypted && <Icon node={LockOpen} size={14} name={i18n.t('rooms.notEncrypted')} />}
						<span class="room-line-time">{item.time}</span>
					</span>
					<span class="room-line-bottom">
						<span class={`room-line-preview one-line preview-${item.preview.kind}`} dir="auto">
							{previewText(item.preview)}
						</span>
						{isCounted && <UnreadCount item={item} />}
						{item.isMarkedUnread && !isCounted && <UnreadMark />}
					</span>
				</span>
			</button>
		</li>
	);
}

function UnreadCount({ item: { unread, highlights } }: { item: RoomItem }): JSX.Element {
	const count = Math.max(unread, highlights);
	const words = [
		i18n.t('rooms.unread', count),
		...(highlights > 0 ? [i18n.t('rooms.mentions', highlights)] : []),
	].join(', ');
	return (
		<span class={`unread-count ${highlights > 0 ? 'highlight' : ''}`}>
			<span aria-hidden="true">{count > 999 ? '999+' : count}</span>
			<span class="for-readers">{words}</span>
		</span>
	);
}

function UnreadMark(): JSX.Element {
	return (
		<span class="unread-mark">
			<span class="for-readers">{i18n.t('rooms.markedUnread')}</span>
		</span>
	);
}
