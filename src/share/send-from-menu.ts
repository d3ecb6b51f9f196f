import { openSmallWindow } from '../browser/windows.ts';
import type { AccountDatabase } from '../store/database.ts';
import { withSpace } from '../store/free-space.ts';
import { enqueue } from '../store/outbox.ts';
import { type CacheKey, seal } from '../store/seal.ts';
import { cleansAddresses } from '../store/settings.ts';
import { type CapturedTab, capturePage } from './capture.ts';
import { formatShare } from './format.ts';
import { type MenuClick, pageFromMenu } from './from-menu.ts';
import { menuRoom } from './menu.ts';
import { type ShareDraft, type SharedPage, tidyPage } from './page.ts';

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
	const page = await pageOf(db, click, tab);
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

/** The page itself is asked for its address and for what is selected, of which the menu says less. */
async function pageOf(
	db: AccountDatabase,
	click: MenuChoice,
	tab: CapturedTab | undefined,
): Promise<SharedPage> {
	const page = pageFromMenu(click, tab ?? {}, await cleansAddresses(db));
	if ((page.kind !== 'selection' && page.kind !== 'page') || !tab) return page;
	const only = page.kind === 'page' ? 'page' : { frameId: click.frameId ?? 0 };
	const read = await capturePage(db, tab, only).catch(() => page);
	// What is selected may be known to the menu alone: in a frame from elsewhere, for one.
	if (read.kind === page.kind) return read;
	return tidyPage({ ...page, url: read.url, isCleaned: read.isCleaned ?? false });
}
