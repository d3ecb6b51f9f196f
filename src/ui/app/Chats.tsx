import { useSignal } from '@preact/signals';
import type { JSX, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { takePlaces } from '../../browser/asked-places.ts';
import type { ViewRow } from '../../store/account-rows.ts';
import type { LeftView } from '../../store/left-view.ts';
import { useAccount } from '../account/context.ts';
import { NewDeviceLine } from '../devices/NewDeviceLine.tsx';
import type { LeftList } from '../first/FirstScreen.tsx';
import type { Ahead } from '../room/ahead.ts';
import { isTyping } from '../rooms/list-keys.ts';
import { RoomsScreen } from '../rooms/RoomsScreen.tsx';
import { RoomsModel } from '../rooms/rooms-model.ts';
import { useSaid } from '../said/use-said.tsx';
import { DiskBar } from './DiskBar.tsx';
import { useLazy } from './lazy.ts';
import { openRoute, type Route } from './route.ts';
import { StatusBar } from './StatusBar.tsx';
import { isWide } from './wide.ts';
import { announceWindow } from './window.ts';

// Asked for at once, beside the store, but the list does not wait for it.
const roomScreen = import('../room/RoomScreen.tsx').then(({ RoomScreen }) => RoomScreen);
const aheadOfRooms = import('../room/ahead.ts');

const loadVerification = async () => (await import('../verification/VerificationHost.tsx')).VerificationHost;

type Sheet = 'none' | 'share' | 'newChat' | 'keys';

interface Props {
	view: ViewRow['id'];
	kept: LeftView;
	left: LeftList | undefined;
}

/** The whole window of a signed-in account: the list and a chat, one at a time or side by side. */
export function Chats({ view, kept, left }: Props): JSX.Element {
	const account = useAccount();
	const { db } = account;
	const rooms = useMemo(() => new RoomsModel(account, left?.rooms), [account, left]);
	useLayoutEffect(() => rooms.follow(), [rooms]);
	const address = useMemo(() => new URLSearchParams(location.search), []);
	const route = useMemo(
		() => openRoute(db, view, kept, askedPlace(address, left), left),
		[db, view, kept, address, left],
	);
	useLayoutEffect(() => left?.onOpen(route.go), [left, route]);
	const shareId = address.get('share');
	const sheet = useSignal<Sheet>(shareId ? 'share' : (left?.asked.sheet ?? 'none'));
	const ahead = useAhead();
	const said = useSaid(route);
	const roomId = route.roomId.value;
	const isList = roomId === null || (isWide.value && roomId !== undefined);
	const RoomScreen = useLazy(true, () => roomScreen);
	const Verification = useLazy(true, loadVerification);
	// What was typed at first is searched once, not each time the list comes back.
	const isFirstList = useRef(true);
	useEffect(() => {
		isFirstList.current = false;
	}, []);
	useKeys(route, () => (sheet.value = 'keys'));
	useEffect(announceWindow, []);
	useEffect(() => (shareId ? undefined : takePlaces(view === 'panel', route.show)), [shareId, view, route]);

	return (
		<main class={`app ${isWide.value ? 'wide' : ''}`}>
			<StatusBar />
			<DiskBar />
			<NewDeviceLine />
			{Verification && <Verification />}
			<div class="panes">
				{isList && (
					<RoomsScreen
						model={rooms}
						typed={isFirstList.current ? left?.query : undefined}
						currentRoomId={roomId}
						focusRoomId={route.cameFrom.value}
						onLook={(roomId) => ahead.current?.look(roomId)}
						onOpen={route.go}
						onShare={() => (sheet.value = 'share')}
						onNewChat={() => (sheet.value = 'newChat')}
						isPopup={view === 'popup'}
						note={said}
					/>
				)}
				{roomId && RoomScreen && (
					<RoomScreen
						key={`${roomId} ${route.visit.value}`}
						roomId={roomId}
						at={route.at.value}
						ahead={ahead.current}
						onBack={() => route.go(null)}
						onOpen={route.go}
						onShare={() => (sheet.value = 'share')}
						note={isList ? null : said}
					/>
				)}
				{roomId === null && isWide.value && (
					<div class="empty beside">
						<p>{i18n.t('rooms.choose')}</p>
					</div>
				)}
			</div>
			<Sheets
				sheet={sheet.value}
				shareId={shareId}
				roomId={roomId ?? null}
				onOpen={route.go}
				onClose={() => {
					if (shareId && sheet.value === 'share') window.close();
					sheet.value = 'none';
				}}
			/>
		</main>
	);
}

/** What reads chats before they are opened, once it is loaded. */
function useAhead(): RefObject<Ahead | undefined> {
	const account = useAccount();
	const ahead = useRef<Ahead | undefined>(undefined);
	useEffect(() => {
		let isHere = true;
		void aheadOfRooms.then(({ Ahead }) => {
			if (isHere) ahead.current = new Ahead(account);
		});
		return () => {
			isHere = false;
			ahead.current?.leave();
			ahead.current = undefined;
		};
	}, [account]);
	return ahead;
}

/** The chat that the window's address names, or that was clicked meanwhile. */
function askedPlace(address: URLSearchParams, left: LeftList | undefined) {
	const roomId = address.get('room') ?? left?.asked.roomId;
	const order = Number(address.get('at') ?? Number.NaN);
	return roomId === undefined ? null : { roomId, order: Number.isFinite(order) ? order : undefined };
}

interface SheetsProps {
	sheet: Sheet;
	shareId: string | null;
	/** The chat that is open, to which a page is likeliest shared. */
	roomId: string | null;
	onOpen: (roomId: string) => void;
	onClose: () => void;
}

function Sheets({ sheet, shareId, roomId, onOpen, onClose }: SheetsProps): JSX.Element | null {
	const Share = useLazy(sheet === 'share', async () => (await import('../share/ShareSheet.tsx')).ShareSheet);
	const NewChat = useLazy(sheet === 'newChat', async () => (await import('../new-chat/NewChat.tsx')).NewChat);
	const Keys = useLazy(sheet === 'keys', async () => (await import('./KeysDialog.tsx')).KeysDialog);
	if (sheet === 'share' && Share) return <Share draftId={shareId} roomId={roomId} onClose={onClose} />;
	if (sheet === 'keys' && Keys) return <Keys onClose={onClose} />;
	if (sheet === 'newChat' && NewChat) {
		return (
			<NewChat
				onClose={onClose}
				onOpen={(roomId) => {
					onClose();
					onOpen(roomId);
				}}
			/>
		);
	}
	return null;
}

/** Escape leaves the chat, "?" shows the keys. */
function useKeys(route: Route, onHelp: () => void): void {
	// One listener for the life of the window.
	useEffect(() => {
		const onKeyDown = (event: KeyboardEvent): void => {
			if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]')) return;
			if (event.key === '?' && isTyping(event)) {
				event.preventDefault();
				onHelp();
			} else if (event.key === 'Escape' && route.roomId.value && !isWide.value) {
				// Unhandled, Escape would close the popup.
				event.preventDefault();
				route.go(null);
			}
		};
		document.addEventListener('keydown', onKeyDown);
		return () => document.removeEventListener('keydown', onKeyDown);
	}, [route]);
}
