import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { useAccount } from '../account/context.ts';
import { Icon } from '../controls/Icon.tsx';
import { Share2 } from '../controls/icons.ts';
import { useNow } from '../time/now.ts';
import { locale } from '../words/language.ts';
import { EmptyRooms, NoMatch, RoomsFailed } from './EmptyRooms.tsx';
import { IdentityNotice } from './IdentityNotice.tsx';
import { isTyping, moveInList } from './list-keys.ts';
import { useRooms } from './opened-rooms.ts';
import { RoomList } from './RoomList.tsx';
import { RoomsHeader } from './RoomsHeader.tsx';
import { roomItem, roomName } from './room-item.ts';
import { search } from './search.ts';

interface Props {
	currentRoomId: string | null;
	focusRoomId: string | null;
	onOpen: (roomId: string) => void;
	onShare: () => void;
	onNewChat: () => void;
	isPopup: boolean;
}

const step = 40;

/** The chats of the account, newest first, with search. */
export function RoomsScreen(props: Props): JSX.Element {
	const { currentRoomId, focusRoomId, onOpen, onShare, onNewChat, isPopup } = props;
	const account = useAccount();
	const query = useSignal('');
	const count = useSignal(step);
	const field = useRef<HTMLInputElement>(null);
	const list = useRef<HTMLUListElement>(null);
	const now = useNow();
	const isSearching = query.value.trim() !== '';
	const rooms = useRooms(account, isSearching ? Number.POSITIVE_INFINITY : count.value);
	const all = rooms.value?.map((room) => ({
		room,
		name: roomName(room.row),
		directUserId: room.row.directUserId,
	}));
	const found = all && search(all, query.value).slice(0, count.value);
	const items = found?.map(({ room }) => roomItem(room, { ownUserId: account.userId, now, locale }));

	useEffect(() => {
		const onKeyDown = (event: KeyboardEvent): void => {
			const isHere = !event.defaultPrevented && !document.querySelector('dialog[open]');
			if (isHere && isTyping(event) && event.key !== '?') field.current?.focus();
			// Nothing has the focus yet: the first arrow goes into the list.
			if (isHere && event.key === 'ArrowDown' && event.target === document.body) {
				event.preventDefault();
				list.current?.querySelector<HTMLElement>('.room-line')?.focus();
			}
		};
		document.addEventListener('keydown', onKeyDown);
		return () => document.removeEventListener('keydown', onKeyDown);
	}, []);

	const onFieldKey = (event: KeyboardEvent): void => {
		if (event.isComposing) return;
		const first = items?.find(({ isInvite }) => !isInvite);
		if (event.key === 'Enter' && first && isSearching) {
			query.value = '';
			onOpen(first.roomId);
		} else if (event.key === 'Escape' && query.value) {
			event.preventDefault();
			query.value = '';
		} else if (event.key === 'ArrowDown') {
			event.preventDefault();
			list.current?.querySelector<HTMLElement>('.room-line')?.focus();
		}
	};
	const open = (roomId: string): void => {
		query.value = '';
		onOpen(roomId);
	};

	return (
		<section class="rooms">
			<h1 class="for-readers">{i18n.t('rooms.list')}</h1>
			<RoomsHeader
				query={query.value}
				field={field}
				onQuery={(text) => (query.value = text)}
				onKeyDown={onFieldKey}
				onShare={onShare}
				onNewChat={onNewChat}
				isPopup={isPopup}
			/>
			<IdentityNotice />
			{/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move between the buttons inside. */}
			<div
				class="rooms-body"
				onKeyDown={(event) => {
					if (list.current && moveInList(event.key, list.current, field.current)) event.preventDefault();
				}}
			>
				{rooms.isFailed && <RoomsFailed />}
				{all?.length === 0 && <EmptyRooms onNewChat={onNewChat} />}
				{all && all.length > 0 && items?.length === 0 && <NoMatch query={query.value} />}
				{items && items.length > 0 && (
					<RoomList
						items={items}
						currentRoomId={currentRoomId}
						focusRoomId={focusRoomId}
						list={list}
						onOpen={open}
						onEnd={() => {
							if (all && all.length > count.value) count.value += step;
						}}
					/>
				)}
			</div>
			<footer class="rooms-footer">
				<button type="button" class="footer-button" onClick={onShare}>
					<Icon node={Share2} size={16} />
					{i18n.t('rooms.shareThisPage')}
				</button>
			</footer>
		</section>
	);
}
