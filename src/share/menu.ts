import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import type { AccountDatabase } from '../store/database.ts';
import { noteToSelfId, readNoteToSelf } from '../store/note-to-self.ts';
import type { RoomRow } from '../store/room-rows.ts';
import { hasLock } from '../store/vault.ts';
import { addItem, shareContexts } from './menu-items.ts';
import { readTargets } from './targets.ts';

const parentId = 'share';
const roomPrefix = 'share:';
const roomCount = 5;
const maxTitle = 60;

/** The item that asks for the room. */
export const chooseId = 'choose';

/** The only item while Messa is locked. */
export const unlockItemId = 'unlock';

/** The item of the toolbar button's menu that locks, where there is a lock. */
export const lockItemId = 'lock';

/** The browser keeps the menu over the deaths of a background; what it holds is remembered as long. */
const shownKey = 'menu';

interface MenuRoom {
	roomId: string;
	name: string;
}

let building: Promise<void> = Promise.resolve();
let shown: { rooms: MenuRoom[]; hasLock: boolean; isLocked?: boolean } | undefined;

/**
 * Offers the likeliest rooms in the right-click menu, the room of one's own, and "Choose…"; the lock at the
 * toolbar button; nothing for nobody, and while it is locked nothing but to unlock it.
 */
export async function updateMenu(db: AccountDatabase | 'locked' | undefined): Promise<void> {
	building = building.catch(() => undefined).then(() => show(db));
	await building;
}

/** The room that a menu item stands for. */
export function menuRoom(itemId: string | number): string | undefined {
	const id = String(itemId);
	return id.startsWith(roomPrefix) ? id.slice(roomPrefix.length) : undefined;
}

async function show(db: AccountDatabase | 'locked' | undefined): Promise<void> {
	if (!db) {
		await browser.contextMenus.removeAll();
		await remember(undefined);
		return;
	}
	shown ??= await remembered();
	if (db === 'locked') {
		if (!shown?.isLocked) await showLocked();
		return;
	}
	const before = shown?.isLocked ? undefined : shown?.rooms;
	const rooms = await likelyRooms(db);
	const vault = await db.vault.get('vault');
	const isLockable = vault !== undefined && hasLock(vault);
	const isSameOrder =
		before?.length === rooms.length && before.every(({ roomId }, index) => roomId === rooms[index]?.roomId);
	const renamed = rooms.filter(({ name }, index) => name !== before?.[index]?.name);
	const isSame = isSameOrder && shown?.hasLock === isLockable;
	if (isSame && renamed.length === 0) return;
	if (isSame) {
		for (const room of renamed) await browser.contextMenus.update(itemId(room), { title: titleOf(room) });
	} else {
		await rebuild(rooms, isLockable);
	}
	await remember({ rooms, hasLock: isLockable });
}

/** Entries can only be added at the end: another order is another menu. */
async function rebuild(rooms: MenuRoom[], isLockable: boolean): Promise<void> {
	await browser.contextMenus.removeAll();
	const contexts = shareContexts();
	addItem({ id: parentId, title: i18n.t('menu.sendTo') }, contexts);
	for (const room of rooms) addItem({ id: itemId(room), parentId, title: titleOf(room) }, contexts);
	if (rooms.length > 0) addItem({ id: 'separator', parentId, type: 'separator' }, contexts);
	addItem({ id: noteToSelfId, parentId, title: i18n.t('targets.note') }, contexts);
	addItem({ id: chooseId, parentId, title: i18n.t('menu.choose') }, contexts);
	if (isLockable) addItem({ id: lockItemId, title: i18n.t('menu.lock') }, ['action']);
}

/** Nothing tells what is there. */
async function showLocked(): Promise<void> {
	await browser.contextMenus.removeAll();
	addItem({ id: unlockItemId, title: i18n.t('from.locked') }, shareContexts());
	await remember({ rooms: [], hasLock: true, isLocked: true });
}

function itemId({ roomId }: MenuRoom): string {
	return `${roomPrefix}${roomId}`;
}

/** An ampersand would underline the letter behind it. */
function titleOf({ name }: MenuRoom): string {
	return name.slice(0, maxTitle).replaceAll('&', '&&');
}

async function remembered(): Promise<typeof shown> {
	return (await browser.storage.session.get(shownKey))[shownKey] as typeof shown;
}

async function remember(menu: typeof shown): Promise<void> {
	shown = menu;
	if (menu) await browser.storage.session.set({ [shownKey]: menu });
	else await browser.storage.session.remove(shownKey);
}

async function likelyRooms(db: AccountDatabase): Promise<MenuRoom[]> {
	const noteId = await readNoteToSelf(db);
	const isOffered = ({ roomId, name }: RoomRow): boolean => roomId !== noteId && name !== '';
	const { rooms } = await readTargets(db, undefined, { newestCount: roomCount, isOffered });
	return rooms
		.filter(isOffered)
		.slice(0, roomCount)
		.map(({ roomId, name }) => ({ roomId, name }));
}
