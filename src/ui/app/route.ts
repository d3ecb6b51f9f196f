import { type ReadonlySignal, signal } from '@preact/signals';
import { log } from '../../log.ts';
import type { ViewRow } from '../../store/account-rows.ts';
import type { AccountDatabase } from '../../store/database.ts';
import { keepLeftView } from '../../store/left-view.ts';
import type { LeftList } from '../first/FirstScreen.tsx';

/** A chat, and the row in it that is to be shown. */
interface Place {
	roomId: string;
	order: number | undefined;
}

/** Where a window is: a chat, or the list. */
export interface Route {
	/** Undefined until the store has said where the window was left. */
	roomId: ReadonlySignal<string | null | undefined>;
	/** `order` of the message that the chat is to be opened at; undefined once another chat is open. */
	at: ReadonlySignal<number | undefined>;
	/** The chat that was open before, whose line takes the focus in the list. */
	cameFrom: ReadonlySignal<string | null>;
	go(roomId: string | null): void;
}

/**
 * Opens a window where it was left, or at `asked`, and keeps the place for the next time.
 * A chat that the person is no longer in is not opened again.
 * @param left given where the list was painted already
 */
export function openRoute(
	db: AccountDatabase,
	view: ViewRow['id'],
	asked: Place | null,
	left: LeftList | undefined,
): Route {
	const roomId = signal<string | null | undefined>(asked?.roomId ?? (left ? null : undefined));
	const at = signal(asked?.order);
	const cameFrom = signal<string | null>(left?.focusRoomId ?? null);
	const keep = (id: string | null): void => {
		keepLeftView(view, id);
		db.views
			.put({ id: view, roomId: id, time: Date.now() })
			.catch((error: unknown) => log.warn('the view was not kept', error));
	};
	if (asked) keep(asked.roomId);
	else if (!left) {
		readLastPlace(db, view).then(
			(last) => {
				if (roomId.value !== undefined) return;
				at.value = last?.order;
				roomId.value = last?.roomId ?? null;
				// Once, and not whenever the window opens.
				if (last?.order !== undefined) keep(last.roomId);
				else keepLeftView(view, roomId.value);
			},
			() => (roomId.value ??= null),
		);
	}
	return {
		roomId,
		at,
		cameFrom,
		go: (next) => {
			if (next === roomId.value) return;
			cameFrom.value = roomId.value ?? null;
			at.value = undefined;
			roomId.value = next;
			keep(next);
		},
	};
}

async function readLastPlace(db: AccountDatabase, view: ViewRow['id']): Promise<Place | undefined> {
	const last = await db.views.get(view);
	const room = last?.roomId && (await db.rooms.get(last.roomId));
	return room && room.membership === 'join' ? { roomId: room.roomId, order: last.order } : undefined;
}
