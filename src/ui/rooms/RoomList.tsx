import { useSignal } from '@preact/signals';
import type { JSX, RefObject } from 'preact';
import { useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import { useAccount } from '../account/context.ts';
import { useNow } from '../time/now.ts';
import { locale } from '../words/language.ts';
import { InviteLine } from './InviteLine.tsx';
import { placeAfterKey, searchField } from './list-keys.ts';
import { heldOrder } from './list-order.ts';
import { RoomLine } from './RoomLine.tsx';
import { roomItem } from './room-item.ts';
import type { RoomRef } from './room-order.ts';
import { useRoomRows } from './room-rows.ts';
import type { RoomsModel } from './rooms-model.ts';
import { placesOf, useVirtualLines } from './virtual-lines.ts';

/** What keys elsewhere on the screen do with the list. */
export interface ListHandle {
	focusFirst(): void;
}

interface Props {
	model: RoomsModel;
	/** The places to show; undefined for all of the account's. */
	found: readonly RoomRef[] | undefined;
	currentRoomId: string | null;
	/** The chat that the person came from: its line takes the focus. */
	focusRoomId: string | null;
	handle: RefObject<ListHandle | null>;
	/** The pointer or the focus is at a chat's line. */
	onLook: (roomId: string) => void;
	onOpen: (roomId: string) => void;
	/** Up from the first line. */
	onLeave: () => void;
}

/** The list of chats. Its lines keep their places while the pointer is over them. */
export function RoomList(props: Props): JSX.Element {
	const { model, found, currentRoomId, focusRoomId, handle, onLook, onOpen, onLeave } = props;
	const account = useAccount();
	const now = useNow();
	const scroller = useRef<HTMLDivElement>(null);
	const isHeld = useSignal(false);
	const refs = useShownOrder(model, found, isHeld.value);
	/** The line that the arrow keys have reached. */
	const active = useSignal<string | null>(focusRoomId);
	const toFocus = useRef<string | null>(focusRoomId);
	const stop =
		placeOf(refs, active.value) ?? placeOf(refs, currentRoomId) ?? placeAfterKey('Home', 0, refs, 0);
	const offset = found ? 0 : model.offset;
	const lines = useVirtualLines({ scroller, refs, pinned: stop ?? -1, offset });
	const places = placesOf(lines);
	const view = { from: lines.range?.startIndex ?? 0, to: lines.range?.endIndex ?? 0 };
	const roomOf = useRoomRows(account, refs, view, model.first.value ?? []);

	const focus = (place: number): void => {
		const roomId = refs[place]?.roomId;
		if (roomId === undefined) return;
		lines.scrollToIndex(place, { align: 'auto' });
		toFocus.current = roomId;
		active.value = roomId;
		focusLine(scroller.current, toFocus);
	};
	const move = async (key: string, at: number, page: number): Promise<void> => {
		// Far places may not be known yet.
		if (!found) await model.use();
		const place = placeAfterKey(key, at, shown.current, page);
		if (place === searchField) onLeave();
		else if (place !== undefined) focus(place);
	};
	const look = (target: EventTarget | null): void => {
		const roomId = target instanceof Element ? roomIdOf(target.closest('[data-room]')) : undefined;
		if (roomId !== undefined) onLook(roomId);
	};
	const shown = useRef(refs);
	shown.current = refs;
	useImperativeHandle(handle, () => ({ focusFirst: () => void move('Home', 0, 0) }));

	useEffect(() => {
		performance.mark('rooms-painted');
		// Only now that the first lines are painted: it makes the scroll bar true.
		void model.use().then(() => {
			const place = placeOf(shown.current, focusRoomId);
			if (place !== undefined && !found) lines.scrollToIndex(place, { align: 'auto' });
		});
	}, []);
	// The line to focus may have come into the document with this very change.
	useLayoutEffect(() => focusLine(scroller.current, toFocus));
	// Another search begins at its best match.
	useEffect(() => {
		if (found) scroller.current?.scrollTo({ top: 0 });
	}, [found]);

	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move between the buttons inside.
		<div
			class="room-scroller"
			ref={scroller}
			onPointerMove={({ target }) => {
				isHeld.value = true;
				look(target);
				void model.use();
			}}
			onPointerLeave={() => {
				isHeld.value = false;
			}}
			onScroll={({ currentTarget: { scrollTop } }) => {
				if (!found) model.offset = scrollTop;
				if (scrollTop > 0) void model.use();
			}}
			onFocusIn={({ target }) => {
				active.value = roomIdOf(target) ?? active.value;
				look(target);
			}}
			onKeyDown={(event) => {
				const { key, target, currentTarget } = event;
				const at = placeOf(refs, roomIdOf(target)) ?? searchField;
				const page = Math.floor(currentTarget.clientHeight / lines.options.estimateSize(stop ?? 0)) - 1;
				if (placeAfterKey(key, at, refs, page) === undefined) return;
				event.preventDefault();
				void move(key, at, page);
			}}
		>
			<ul
				// biome-ignore lint/a11y/noRedundantRoles: Safari and VoiceOver drop the role of unstyled lists.
				role="list"
				class="room-list"
				aria-label={i18n.t('rooms.list')}
				style={{ blockSize: `${lines.getTotalSize()}px` }}
			>
				{places.map(({ place, attributes }) => {
					const ref = refs[place];
					if (!ref) return null;
					const { roomId, isInvite } = ref;
					const room = roomOf(roomId);
					const item = room && roomItem(room, { ownUserId: account.userId, now, locale });
					if (isInvite) {
						return item && <InviteLine key={roomId} item={item} place={attributes} onOpen={onOpen} />;
					}
					return (
						<RoomLine
							key={roomId}
							roomId={roomId}
							item={item}
							isCurrent={roomId === currentRoomId}
							isInTabOrder={place === stop}
							place={attributes}
							onOpen={onOpen}
						/>
					);
				})}
			</ul>
		</div>
	);
}

/** The places as they are shown: those that were there keep theirs while the list is held. */
function useShownOrder(
	model: RoomsModel,
	found: readonly RoomRef[] | undefined,
	isHeld: boolean,
): readonly RoomRef[] {
	const known = model.refs.value;
	const before = useRef<readonly RoomRef[]>(known);
	const all = useMemo(() => {
		const places = isHeld
			? heldOrder(
					before.current.map(({ roomId }) => roomId),
					known,
				)
			: known;
		before.current = places;
		return places;
	}, [known, isHeld]);
	return found ?? all;
}

function placeOf(refs: readonly RoomRef[], roomId: string | null | undefined): number | undefined {
	if (!roomId) return undefined;
	const place = refs.findIndex((ref) => ref.roomId === roomId);
	return place < 0 ? undefined : place;
}

function roomIdOf(target: EventTarget | null): string | undefined {
	return target instanceof HTMLElement ? target.dataset.room : undefined;
}

function focusLine(scroller: HTMLElement | null, wanted: { current: string | null }): void {
	if (wanted.current === null) return;
	const line = scroller?.querySelector<HTMLElement>(`[data-room="${CSS.escape(wanted.current)}"]`);
	if (!line) return;
	wanted.current = null;
	line.focus({ preventScroll: true });
}
