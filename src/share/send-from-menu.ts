import type { AccountDatabase } from '../store/database.ts';
import { noteToSelfId } from '../store/note-to-self.ts';
import { cleansAddresses } from '../store/settings.ts';
import { type CapturedTab, capturePage } from './capture.ts';
import { type MenuClick, pageFromMenu } from './from-menu.ts';
import { menuRoom } from './menu.ts';
import { type SharedPage, tidyPage } from './page.ts';
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
	tab: CapturedTab | undefined,
): Promise<boolean> {
	const isNote = click.menuItemId === noteToSelfId;
	const target = isNote ? noteToSelfId : menuRoom(click.menuItemId);
	const page = await pageOf(sharer.db, click, tab);
	const isOnPage = page.kind === 'page' || page.kind === 'selection';
	return await shareNow(
		sharer,
		{ page, ...(isOnPage && tab?.id !== undefined && { tabId: tab.id }) },
		target,
	);
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
