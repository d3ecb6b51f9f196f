import { type ReadonlySignal, signal } from '@preact/signals';
import type { Place } from '../../browser/asked-places.ts';
import { log } from '../../log.ts';
import type { ViewRow } from '../../store/account-rows.ts';
import type { AccountDatabase } from '../../store/database.ts';
import type { LeftView } from '../../store/left-view.ts';
import type { LeftList } from '../first/FirstScreen.tsx';

/** Where a window is: a chat, or the list. */
export interface Route {
	/** Undefined until the store has said where the window was left. */
	roomId: ReadonlySignal<string | null | undefined>;
	/** `order` of the message that the chat is to be opened at; undefined once another chat is open. */
	at: ReadonlySignal<number | undefined>;
	/** Changes whenever a place is asked for, be it the one where the window is. */
	visit: ReadonlySignal<number>;
	/** The chat that was open before, whose line takes the focus in the list. */
	cameFrom: ReadonlySignal<string | null>;
	go(roomId: string | null): void;
	/** Goes to a chat, at the message if one is named. */
	show(place: Place): void;
}

/**
 * Opens a window where it was left, or at `asked`, and keeps the place for the next time.
 * A chat that the person is no longer in is not opened again.
 * @param kept where it was left
 * @param left given where the list was painted already
 */
export function openRoute(
	db: AccountDatabase,
	view: ViewRow['id'],
	kept: LeftView,
	asked: Place | null,
	left: LeftList | undefined,
): Route {
	const roomId = signal<string | null | undefined>(asked?.roomId ?? (left ? null : undefined));
	const at = signal(asked?.order);
	const cameFrom = signal<string | null>(left?.focusRoomId ?? null);
	const visit = signal(0);
	const keep = (id: string | null): void => {
		kept.keep(id);
		db.views
			.put({ id: view, roomId: id, time: Date.now() })
			.catch((error: unknown) => log.warn('the view was not kept', error));
	};
	if (asked) keep(asked.roomId);
	else if (!left) {
		readLastPlace(db, view, kept).then(
			(last) => {
				if (roomId.value !== undefined) return;
				at.value = last?.order;
				roomId.value = last?.roomId ?? null;
				// Once, and not whenever the window opens.
				if (last?.order !== undefined) keep(last.roomId);
				else kept.keep(roomId.value);
			},
			() => (roomId.value ??= null),
		);
	}
	const move = ({ roomId: next, order }: Place): void => {
		cameFrom.value = roomId.value ?? null;
		at.value = order;
		roomId.value = next;
		keep(next);
	};
	return {
		roomId,
		at,
		visit,
		cameFrom,
		go: (next) => {
			if (next !== roomId.value) move({ roomId: next });
		},
		show: (place) => {
			visit.value += 1;
			move(place);
		},
	};
}

async function readLastPlace(
	db: AccountDatabase,
	view: ViewRow['id'],
	kept: LeftView,
): Promise<Place | undefined> {
	const last = await db.views.get(view);
	const own = kept.ofWindow;
	const roomId = own === undefined ? last?.roomId : own;
	const room = roomId ? await db.rooms.get(roomId) : undefined;
	if (room?.membership !== 'join') return undefined;
	return { roomId: room.roomId, order: roomId === last?.roomId ? last?.order : undefined };
}
