import { log } from '../../log.ts';
import type { SessionRow, ViewRow } from '../../store/account-rows.ts';
import { readFirstRows } from '../../store/first-rows.ts';
import { readUnlockedKey } from '../../store/unlocked.ts';
import { cacheKeyOf } from '../../store/vault-keys.ts';
import { hintedAccount } from '../account/account-hint.ts';
import { Unsealer } from '../live/unsealed.ts';
import { openRooms } from '../rooms/open-rooms.ts';
import type { OpenedRoom } from '../rooms/room-item.ts';

/** What the list is first painted from. */
export interface FirstChats {
	session: SessionRow;
	rooms: OpenedRoom[];
}

/** No line is lower, the bars above and below it take as much, and the popup may not know its height yet. */
const lineHeightPx = 56;
const barsHeightPx = 93;
const leastHeightPx = 600;

/**
 * Shows the chats in a window. The first rows are read before any other code is here, and painted by as
 * little of it as can do it; the rest loads after they are on screen.
 */
export async function startWindow(view: ViewRow['id']): Promise<void> {
	const reading = readFirstChats(view).catch((error: unknown) => {
		log.warn('the first chats could not be read', error);
		return undefined;
	});
	// While the store answers.
	const screen = import('./FirstScreen.tsx');
	const chats = await reading;
	await parsed();
	const first = chats && (await (await screen).paintFirst(view, chats));
	const { mountApp } = await import('../app/App.tsx');
	mountApp(view, first);
}

/** The script does not wait for the document. */
async function parsed(): Promise<void> {
	if (document.readyState !== 'loading') return;
	await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
}

/**
 * @returns undefined where the window is to show something else than the list, as behind a lock, and where the
 * background has yet to open the account.
 */
async function readFirstChats(view: ViewRow['id']): Promise<FirstChats | undefined> {
	const userId = hintedAccount();
	if (userId === undefined || location.search !== '') return undefined;
	const count = Math.ceil((Math.max(innerHeight, leastHeightPx) - barsHeightPx) / lineHeightPx);
	const [vaultKey, rows] = await Promise.all([readUnlockedKey(userId), readFirstRows(userId, view, count)]);
	if (!vaultKey || !rows || rows.view?.roomId || rows.rooms.length === 0) return undefined;
	const unsealer = new Unsealer(await cacheKeyOf(vaultKey));
	return { session: rows.session, rooms: await openRooms(unsealer, rows.rooms) };
}
