import type { ActedTab } from '../browser/tab-in-front.ts';
import type { AccountDatabase } from '../store/database.ts';
import { noteToSelfId } from '../store/note-to-self.ts';
import { cleansAddresses } from '../store/settings.ts';
import { capturePage } from './capture.ts';
import { type MenuClick, pageFromMenu } from './from-menu.ts';
import { menuRoom } from './menu.ts';
import { isWebAddress, type SharedPage, tidyPage } from './page.ts';
import { capturePicture } from './picture.ts';
import { type Sharer, shareNow } from './share-now.ts';

export interface MenuChoice extends MenuClick {
	menuItemId: string | number;
}

/**
 * Sends what was right-clicked to the room of the chosen item, or opens the share sheet for "Choose…" and
 * for a room that is not encrypted.
 * @returns whether something is in the outbox now.
 */
export async function sendFromMenu(
	sharer: Sharer,
	click: MenuChoice,
	tab: ActedTab | undefined,
): Promise<boolean> {
	const isNote = click.menuItemId === noteToSelfId;
	const target = isNote ? noteToSelfId : menuRoom(click.menuItemId);
	const page = await pageOf(sharer.db, click, tab);
	const isOnPage = page.kind === 'page' || page.kind === 'selection';
	const shared = {
		page,
		picture: await capturePicture(tab ?? {}, page),
		...(isOnPage && tab?.id !== undefined && { tabId: tab.id }),
	};
	return await shareNow(sharer, shared, target);
}

/** The page itself is asked for its address, its preview and what is selected, of which the menu says less. */
async function pageOf(
	db: AccountDatabase,
	click: MenuChoice,
	tab: ActedTab | undefined,
): Promise<SharedPage> {
	const page = pageFromMenu(click, tab ?? {}, await cleansAddresses(db));
	if (!tab || page.kind === 'image' || page.kind === 'video' || page.kind === 'audio') return page;
	const only = page.kind === 'selection' ? { frameId: click.frameId ?? 0 } : 'page';
	const read = await capturePage(db, tab, only).catch((error: unknown) => {
		if (page.kind !== 'link' && !isWebAddress(page.url)) throw error;
		return undefined;
	});
	// What is selected may be known to the menu alone: in a frame from elsewhere, for one.
	if (!read || read.kind === page.kind) return read ?? page;
	const { preview, url, isCleaned = false } = read;
	if (page.kind === 'selection') return tidyPage({ ...page, url, isCleaned, ...(preview && { preview }) });
	const isOfThisPage = page.url.split('#', 1)[0] === url.split('#', 1)[0];
	return isOfThisPage && preview ? tidyPage({ ...page, preview }) : page;
}
