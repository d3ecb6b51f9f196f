import { openSmallWindow } from '../browser/windows.ts';
import type { AccountDatabase } from '../store/database.ts';
import { withSpace } from '../store/free-space.ts';
import { enqueue } from '../store/outbox.ts';
import { type CacheKey, seal } from '../store/seal.ts';
import { type CapturedTab, capturePage } from './capture.ts';
import { formatShare } from './format.ts';
import { type MenuClick, pageFromMenu } from './from-menu.ts';
import { menuRoom } from './menu.ts';
import type { ShareDraft, SharedPage } from './page.ts';

export interface MenuChoice extends MenuClick {
	menuItemId: string | number;
}

/**
 * Sends what was right-clicked to the room of the chosen item, or opens the share sheet for "Choose…" and
 * for a room that is not encrypted.
 * @returns whether something is in the outbox now.
 */
export async function sendFromMenu(
	db: AccountDatabase,
	cacheKey: CacheKey,
	click: MenuChoice,
	tab: CapturedTab | undefined,
): Promise<boolean> {
	const page = await pageOf(click, tab);
	const roomId = menuRoom(click.menuItemId);
	const room = roomId === undefined ? undefined : await db.rooms.get(roomId);
	if (room?.isEncrypted && room.membership === 'join') {
		await enqueue(db, cacheKey, {
			roomId: room.roomId,
			type: 'm.room.message',
			content: formatShare(page, ''),
		});
		return true;
	}
	const id = crypto.randomUUID();
	const sealed = await seal<ShareDraft>(cacheKey, { page, ...(roomId && { roomId }) });
	await withSpace(db, () => db.drafts.put({ id: `share:${id}`, sealed, time: Date.now() }));
	await openSmallWindow(`share=${id}`);
	return false;
}

/** The menu gives a selection without its line breaks: the page itself is asked for it. */
async function pageOf(click: MenuChoice, tab: CapturedTab | undefined): Promise<SharedPage> {
	const page = pageFromMenu(click, tab ?? {});
	if (page.kind !== 'selection' || !tab) return page;
	return await capturePage(tab).catch(() => page);
}
