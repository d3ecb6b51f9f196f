import { Dexie } from 'dexie';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import type { AccountDatabase } from '../store/database.ts';
import { hasLock } from '../store/vault.ts';

const contexts: ['page', 'selection', 'link', 'image'] = ['page', 'selection', 'link', 'image'];
const parentId = 'share';
const roomPrefix = 'share:';
const recentCount = 5;
/** Rooms may have no name: among so many of the latest there are enough that have one. */
const mostLookedAt = 50;
const maxTitle = 60;

/** The item that asks for the room. */
export const chooseId = 'choose';

/** The item of the toolbar button's menu that locks, where there is a lock. */
export const lockItemId = 'lock';

/** The browser keeps the menu over the deaths of a background; what it holds is remembered as long. */
const shownKey = 'menu';

interface MenuRoom {
	roomId: string;
	name: string;
}

let building: Promise<void> = Promise.resolve();
let shown: { rooms: MenuRoom[]; hasLock: boolean } | undefined;

/**
 * Offers the rooms of latest activity in the right-click menu, and "Choose…"; the lock at the toolbar
 * button; nothing for nobody.
 */
export async function updateMenu(db: AccountDatabase | undefined): Promise<void> {
	building = building.catch(() => undefined).then(() => show(db));
	await building;
}

/** The room that a menu item stands for. */
export function menuRoom(itemId: string | number): string | undefined {
	const id = String(itemId);
	return id.startsWith(roomPrefix) ? id.slice(roomPrefix.length) : undefined;
}

async function show(db: AccountDatabase | undefined): Promise<void> {
	if (!db) {
		await browser.contextMenus.removeAll();
		await remember(undefined);
		return;
	}
	shown ??= await remembered();
	const before = shown?.rooms;
	const rooms = await recentRooms(db);
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
	browser.contextMenus.create({ id: parentId, title: i18n.t('menu.sendTo'), contexts });
	for (const room of rooms) {
		browser.contextMenus.create({ id: itemId(room), parentId, title: titleOf(room), contexts });
	}
	if (rooms.length > 0) {
		browser.contextMenus.create({ id: 'separator', parentId, type: 'separator', contexts });
	}
	browser.contextMenus.create({ id: chooseId, parentId, title: i18n.t('menu.choose'), contexts });
	if (isLockable) {
		browser.contextMenus.create({ id: lockItemId, title: i18n.t('menu.lock'), contexts: ['action'] });
	}
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

async function recentRooms(db: AccountDatabase): Promise<MenuRoom[]> {
	let looked = 0;
	const rooms = await db.rooms
		.where('[shelf+activity]')
		.between(['chat', Dexie.minKey], ['chat', Dexie.maxKey])
		.reverse()
		.until(() => ++looked > mostLookedAt)
		.filter(({ name }) => name !== '')
		.limit(recentCount)
		.toArray();
	return rooms.map(({ roomId, name }) => ({ roomId, name }));
}
