import { log } from '../../log.ts';
import type { ViewRow } from '../../store/account-rows.ts';
import { type Glance, glanceRooms, readGlance } from '../../store/glance.ts';
import { LeftView } from '../../store/left-view.ts';
import { hintedAccount } from '../account/account-hint.ts';

/** No line is lower, the bars above and below it take as much, and the popup may not know its height yet. */
const lineHeightPx = 56;
const barsHeightPx = 93;
const leastHeightPx = 600;

/**
 * Shows the chats in a window. The first rows are read before any other code is here, and painted by as
 * little of it as can do it; the rest loads after they are on screen.
 */
export async function startWindow(view: ViewRow['id']): Promise<void> {
	const kept = LeftView.open(view);
	const reading = readFirstChats(kept).catch((error: unknown) => {
		log.warn('the first chats could not be read', error);
		return undefined;
	});
	// While the store answers.
	const screen = import('./FirstScreen.tsx');
	const chats = await reading;
	await parsed();
	const first = chats && (await (await screen).paintFirst(view, chats));
	const { mountApp } = await import('../app/App.tsx');
	mountApp(view, await kept, first);
}

/** The script does not wait for the document. */
async function parsed(): Promise<void> {
	if (document.readyState !== 'loading') return;
	await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
}

/**
 * @returns undefined where the window is to show something else than the list, as behind a lock, and where no
 * background has opened the account since the browser was started.
 */
async function readFirstChats(kept: Promise<LeftView>): Promise<Glance | undefined> {
	const userId = hintedAccount();
	if (userId === undefined || location.search !== '') return undefined;
	const [left, glance] = await Promise.all([kept, readGlance(userId)]);
	if (left.roomId !== null || !glance || glance.rooms.length === 0) return undefined;
	const count = Math.ceil((Math.max(innerHeight, leastHeightPx) - barsHeightPx) / lineHeightPx);
	const isEnough = count <= glanceRooms || glance.rooms.length < glanceRooms;
	return isEnough ? { ...glance, rooms: glance.rooms.slice(0, count) } : undefined;
}
