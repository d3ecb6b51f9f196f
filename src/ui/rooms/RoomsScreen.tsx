import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useAccount } from '../account/context.ts';
import { EmptyRooms, NoMatch, RoomsFailed } from './EmptyRooms.tsx';
import { useFoundRooms } from './found-rooms.ts';
import { isTyping } from './list-keys.ts';
import { type ListHandle, RoomList } from './RoomList.tsx';
import { RoomsFrame } from './RoomsFrame.tsx';
import type { RoomsModel } from './rooms-model.ts';

interface Props {
	model: RoomsModel;
	/** What was typed before the search field was here, which then takes the focus. */
	typed: string | undefined;
	currentRoomId: string | null;
	focusRoomId: string | null;
	/** The pointer or the focus is at a chat's line. */
	onLook: (roomId: string) => void;
	onOpen: (roomId: string) => void;
	onShare: () => void;
	onNewChat: () => void;
	isPopup: boolean;
	/** A line above the foot, where there is something to say. */
	note: JSX.Element | null;
}

/** The chats of the account, newest first, with search. */
export function RoomsScreen(props: Props): JSX.Element {
	const { model, typed, currentRoomId, focusRoomId, onLook, onOpen, onShare, onNewChat, isPopup, note } =
		props;
	const { db } = useAccount();
	const query = useSignal(typed ?? '');
	const field = useRef<HTMLInputElement>(null);
	const list = useRef<ListHandle>(null);
	const count = model.refs.value.length;
	const { found, best } = useFoundRooms(db, query.value, count);

	// Before the list can be seen: what is typed then already searches.
	useLayoutEffect(() => {
		const onKeyDown = (event: KeyboardEvent): void => {
			const isHere = !event.defaultPrevented && !document.querySelector('dialog[open]');
			if (isHere && isTyping(event) && event.key !== '?') field.current?.focus();
			// Nothing has the focus yet: the first arrow goes into the list.
			if (isHere && event.key === 'ArrowDown' && event.target === document.body) {
				event.preventDefault();
				list.current?.focusFirst();
			}
		};
		if (typed !== undefined) field.current?.focus();
		document.addEventListener('keydown', onKeyDown);
		return () => document.removeEventListener('keydown', onKeyDown);
	}, []);

	const open = (roomId: string): void => {
		query.value = '';
		onOpen(roomId);
	};
	const openBest = async (): Promise<void> => {
		const room = await best();
		if (room) open(room.roomId);
	};
	const onFieldKey = (event: KeyboardEvent): void => {
		if (event.isComposing) return;
		if (event.key === 'Enter' && query.value.trim() !== '') {
			void openBest();
		} else if (event.key === 'Escape' && query.value) {
			event.preventDefault();
			query.value = '';
		} else if (event.key === 'ArrowDown') {
			event.preventDefault();
			list.current?.focusFirst();
		}
	};

	return (
		<RoomsFrame
			query={query.value}
			field={field}
			onQuery={(text) => (query.value = text)}
			onKeyDown={onFieldKey}
			onShare={onShare}
			onNewChat={onNewChat}
			isPopup={isPopup}
			note={note}
		>
			{model.isFailed.value && <RoomsFailed />}
			{model.first.value && count === 0 && <EmptyRooms onNewChat={onNewChat} />}
			{count > 0 && found?.length === 0 && <NoMatch query={query.value} />}
			{count > 0 && found?.length !== 0 && (
				<RoomList
					model={model}
					found={found}
					currentRoomId={currentRoomId}
					focusRoomId={focusRoomId}
					handle={list}
					onLook={onLook}
					onOpen={open}
					onLeave={() => field.current?.focus()}
				/>
			)}
		</RoomsFrame>
	);
}
