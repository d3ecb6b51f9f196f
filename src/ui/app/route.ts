import { type ReadonlySignal, signal } from '@preact/signals';
import { log } from '../../log.ts';
import type { ViewRow } from '../../store/account-rows.ts';
import type { AccountDatabase } from '../../store/database.ts';
import { keepLeftView } from '../../store/left-view.ts';
import type { LeftList } from '../first/FirstScreen.tsx';

/** Where a window is: a chat, or the list. */
export interface Route {
	/** Undefined until the store has said where the window was left. */
	roomId: ReadonlySignal<string | null | undefined>;
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
	asked: string | null,
	left: LeftList | undefined,
): Route {
	const roomId = signal<string | null | undefined>(asked ?? (left ? null : undefined));
	const cameFrom = signal<string | null>(left?.focusRoomId ?? null);
	const keep = (id: string | null): void => {
		Promise.all([db.views.put({ id: view, roomId: id, time: Date.now() }), keepLeftView(view, id)]).catch(
			(error: unknown) => log.warn('the view was not kept', error),
		);
	};
	if (asked) keep(asked);
	else if (!left) {
		readLastRoom(db, view).then(
			(last) => {
				roomId.value ??= last;
				void keepLeftView(view, roomId.value);
			},
			() => (roomId.value ??= null),
		);
	}
	return {
		roomId,
		cameFrom,
		go: (next) => {
			if (next === roomId.value) return;
			cameFrom.value = roomId.value ?? null;
			roomId.value = next;
			keep(next);
		},
	};
}

async function readLastRoom(db: AccountDatabase, view: ViewRow['id']): Promise<string | null> {
	const last = (await db.views.get(view))?.roomId;
	const room = last && (await db.rooms.get(last));
	return room && room.membership === 'join' ? room.roomId : null;
}
