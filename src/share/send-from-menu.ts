import { noteToSelfId } from '../store/note-to-self.ts';
import { type CapturedTab, capturePage } from './capture.ts';
import { type MenuClick, pageFromMenu } from './from-menu.ts';
import { menuRoom } from './menu.ts';
import type { SharedPage } from './page.ts';
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
	return await shareNow(sharer, { page: await pageOf(click, tab) }, target);
}

/** The menu gives a selection without its line breaks, and a tab alone: the page itself is asked then. */
async function pageOf(click: MenuChoice, tab: CapturedTab | undefined): Promise<SharedPage> {
	const page = pageFromMenu(click, tab ?? {});
	const isTab = click.pageUrl === undefined;
	if ((page.kind !== 'selection' && !isTab) || !tab) return page;
	return await capturePage(tab).catch(() => page);
}
