import { signal } from '@preact/signals';
import { type JSX, render } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { ViewRow } from '../../store/account-rows.ts';
import type { Glance, OpenedRoom } from '../../store/glance.ts';
import { ViewerContext } from '../account/context.ts';
import { isWide } from '../app/wide.ts';
import { InviteLine } from '../rooms/InviteLine.tsx';
import { isTyping } from '../rooms/list-keys.ts';
import { RoomLine } from '../rooms/RoomLine.tsx';
import { RoomsFrame } from '../rooms/RoomsFrame.tsx';
import { roomItem } from '../rooms/room-item.ts';
import { declareLanguage, locale } from '../words/language.ts';
import { watchPressed } from './pressed.ts';

/** The list as it was painted first, and what the person did with it before the whole window was there. */
export interface LeftList {
	rooms: OpenedRoom[];
	/** Typed into the search field; undefined when it has not the focus. */
	query: string | undefined;
	/** The chat whose line has the focus. */
	focusRoomId: string | null;
	/** What was clicked. */
	asked: Asked;
	/** From now on a chat to open is told: an invite may still be on its way to be accepted. */
	onOpen(open: (roomId: string) => void): void;
}

interface Asked {
	roomId?: string;
	sheet?: 'share' | 'newChat';
}

export interface FirstWindow {
	/** Resolves when nothing of it is being pressed. */
	untouched(): Promise<void>;
	/** Tells how the list is left, right before the whole window takes its place. */
	leave(): LeftList;
}

/** Paints the first chats. @returns once they are on screen. */
export async function paintFirst(view: ViewRow['id'], chats: Glance): Promise<FirstWindow> {
	declareLanguage();
	const untouched = watchPressed();
	const asked: Asked = {};
	let open = (roomId: string): void => {
		asked.roomId = roomId;
	};
	const root = document.getElementById('app');
	if (root)
		render(<FirstScreen view={view} chats={chats} asked={asked} onOpen={(roomId) => open(roomId)} />, root);
	await nextFrame();
	performance.mark('rooms-painted');
	return {
		untouched,
		leave: () => ({
			...leftIn(document.activeElement),
			rooms: chats.rooms,
			asked,
			onOpen: (next) => {
				open = next;
			},
		}),
	};
}

interface Props {
	view: ViewRow['id'];
	chats: Glance;
	asked: Asked;
	onOpen: (roomId: string) => void;
}

function FirstScreen({ view, chats: { session, rooms }, asked, onOpen }: Props): JSX.Element {
	const field = useRef<HTMLInputElement>(null);
	const list = useRef<HTMLUListElement>(null);
	useLayoutEffect(() => {
		const onKeyDown = (event: KeyboardEvent): void => {
			if (isTyping(event) && event.key !== '?') field.current?.focus();
			if (event.key === 'ArrowDown' || event.key === 'ArrowUp') moveFocus(list.current, event);
		};
		document.addEventListener('keydown', onKeyDown);
		return () => document.removeEventListener('keydown', onKeyDown);
	}, []);
	const { userId } = session;
	const surroundings = { ownUserId: userId, now: Date.now(), locale };
	const viewer = { userId, session: signal(session), pictures: { picture: () => signal(undefined) } };
	return (
		<ViewerContext.Provider value={viewer}>
			<main class={`app ${isWide.value ? 'wide' : ''}`}>
				<div class="status-bar" role="status" />
				<div class="panes">
					<RoomsFrame
						field={field}
						query=""
						isPopup={view === 'popup'}
						onQuery={nothing}
						onKeyDown={nothing}
						onShare={() => {
							asked.sheet = 'share';
						}}
						onNewChat={() => {
							asked.sheet = 'newChat';
						}}
					>
						<div class="room-scroller">
							<ul
								// biome-ignore lint/a11y/noRedundantRoles: Safari and VoiceOver drop the role of unstyled lists.
								role="list"
								class="room-list first"
								aria-label={i18n.t('rooms.list')}
								ref={list}
							>
								{rooms.map((room, index) => {
									const item = roomItem(room, surroundings);
									const props = { item, place: { 'aria-posinset': index + 1, 'aria-setsize': -1 }, onOpen };
									const { roomId } = item;
									if (item.isInvite) return <InviteLine key={roomId} {...props} />;
									return (
										<RoomLine
											key={roomId}
											roomId={roomId}
											isCurrent={false}
											isInTabOrder={false}
											{...props}
										/>
									);
								})}
							</ul>
						</div>
					</RoomsFrame>
				</div>
			</main>
		</ViewerContext.Provider>
	);
}

function moveFocus(list: HTMLElement | null, event: KeyboardEvent): void {
	const lines = [...(list?.querySelectorAll<HTMLElement>('.room-line') ?? [])];
	const at = lines.indexOf(document.activeElement as HTMLElement);
	event.preventDefault();
	lines[Math.max(0, at + (event.key === 'ArrowDown' ? 1 : -1))]?.focus();
}

function leftIn(focused: Element | null): Pick<LeftList, 'query' | 'focusRoomId'> {
	return {
		query: focused instanceof HTMLInputElement ? focused.value : undefined,
		focusRoomId: focused instanceof HTMLElement ? (focused.dataset.room ?? null) : null,
	};
}

/** Resolves when the frame that is now being made has been painted. */
async function nextFrame(): Promise<void> {
	await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

function nothing(): void {}
