import type { JSX } from 'preact';
import { i18n } from '#i18n';
import { Icon } from '../controls/Icon.tsx';
import { BellOff, CircleAlert, Clock, LockOpen } from '../controls/icons.ts';
import { Avatar } from '../person/Avatar.tsx';
import { previewText } from './preview-text.ts';
import type { RoomItem } from './room-item.ts';
import type { LinePlace } from './virtual-lines.ts';

interface Props {
	roomId: string;
	/** Undefined for the moment in which its row is read. */
	item: RoomItem | undefined;
	isCurrent: boolean;
	/** Only one line of the list is in the tab order; arrow keys reach the others. */
	isInTabOrder: boolean;
	place: LinePlace;
	onOpen: (roomId: string) => void;
}

/** A chat in the list: a button that opens it. */
export function RoomLine({ roomId, item, isCurrent, isInTabOrder, place, onOpen }: Props): JSX.Element {
	const isUnread = item !== undefined && (isCounted(item) || item.isMarkedUnread);
	const isFailed = item?.delivery === 'failed';
	return (
		<li class="room-item" {...place}>
			<button
				type="button"
				class={`room-line ${isUnread ? 'unread' : ''} ${item?.isMuted ? 'muted' : ''} ${isFailed ? 'not-sent' : ''}`}
				data-room={roomId}
				aria-current={isCurrent ? 'page' : undefined}
				aria-busy={item ? undefined : true}
				tabIndex={isInTabOrder ? 0 : -1}
				onClick={() => onOpen(roomId)}
			>
				{item && <LineContent item={item} />}
			</button>
		</li>
	);
}

function LineContent({ item }: { item: RoomItem }): JSX.Element {
	return (
		<>
			<Avatar id={item.colourId} name={item.name} url={item.avatarUrl} />
			<span class="room-line-text">
				<span class="room-line-top">
					<bdi class="room-line-name one-line">{item.name}</bdi>
					{!item.isEncrypted && <Icon node={LockOpen} size={14} name={i18n.t('rooms.notEncrypted')} />}
					{item.isMuted && <Icon node={BellOff} size={14} name={i18n.t('hear.muted')} />}
					<span class="room-line-time">{item.time}</span>
				</span>
				<span class="room-line-bottom">
					{item.delivery && (
						<Icon
							node={item.delivery === 'failed' ? CircleAlert : Clock}
							size={14}
							name={i18n.t(`room.${item.delivery}`)}
						/>
					)}
					<span class={`room-line-preview one-line preview-${item.preview.kind}`} dir="auto">
						{previewText(item.preview)}
					</span>
					{isCounted(item) && <UnreadCount item={item} />}
					{item.isMarkedUnread && !isCounted(item) && <UnreadMark words={i18n.t('rooms.markedUnread')} />}
					{item.hasMutedNews && !item.isMarkedUnread && <UnreadMark words={i18n.t('hear.mutedNews')} />}
				</span>
			</span>
		</>
	);
}

function isCounted({ unread, highlights }: RoomItem): boolean {
	return unread > 0 || highlights > 0;
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

function UnreadMark({ words }: { words: string }): JSX.Element {
	return (
		<span class="unread-mark">
			<span class="for-readers">{words}</span>
		</span>
	);
}
