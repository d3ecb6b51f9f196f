import { Dexie } from 'dexie';
import { browser } from 'wxt/browser';
import { i18n } from '#i18n';
import type { AccountDatabase } from '../store/database.ts';

const contexts: ['page', 'selection', 'link', 'image'] = ['page', 'selection', 'link', 'image'];
const parentId = 'share';
const roomPrefix = 'share:';
const recentCount = 5;
const maxTitle = 60;

/** The item that asks for the room. */
export const chooseId = 'choose';

let building: Promise<void> = Promise.resolve();
let shown: string | undefined;

/** Offers the rooms of latest activity in the right-click menu, and "Choose…"; nothing for nobody. */
export async function updateMenu(db: AccountDatabase | undefined): Promise<void> {
	building = building.then(() => rebuild(db));
	await building;
}

/** The room that a menu item stands for. */
export function menuRoom(itemId: string | number): string | undefined {
	const id = String(itemId);
	return id.startsWith(roomPrefix) ? id.slice(roomPrefix.length) : undefined;
}

async function rebuild(db: AccountDatabase | undefined): Promise<void> {
	const rooms = db ? await recentRooms(db) : [];
	const signature = JSON.stringify([Boolean(db), rooms]);
	if (signature === shown) return;
	shown = signature;
	await browser.contextMenus.removeAll();
	if (!db) return;
	browser.contextMenus.create({ id: parentId, title: i18n.t('menu.sendTo'), contexts });
	for (const { roomId, name } of rooms) {
		browser.contextMenus.create({
			id: `${roomPrefix}${roomId}`,
			parentId,
			// An ampersand would underline the letter behind it.
			title: name.slice(0, maxTitle).replaceAll('&', '&&'),
			contexts,
		});
	}
	if (rooms.length > 0) {
		browser.contextMenus.create({ id: 'separator', parentId, type: 'separator', contexts });
	}
	browser.contextMenus.create({ id: chooseId, parentId, title: i18n.t('menu.choose'), contexts });
}

async function recentRooms(db: AccountDatabase): Promise<{ roomId: string; name: string }[]> {
	const rooms = await db.rooms
		.where('[shelf+activity]')
		.between(['chat', Dexie.minKey], ['chat', Dexie.maxKey])
		.reverse()
		.filter(({ name }) => name !== '')
		.limit(recentCount)
		.toArray();
	return rooms.map(({ roomId, name }) => ({ roomId, name }));
}
