import { browser } from 'wxt/browser';
import type { AccountDatabase } from '../store/database.ts';
import { cleansAddresses } from '../store/settings.ts';
import { type ListedTab, listTabs } from './tab-list.ts';

const needed = { permissions: ['tabs' as const] };

/** Whether titles and addresses of all tabs may be read. */
export async function mayReadTabs(): Promise<boolean> {
	return await browser.permissions.contains(needed);
}

/** Asks the person for it, at once in answer to a click. @returns whether they agreed. */
export async function askToReadTabs(): Promise<boolean> {
	return await browser.permissions.request(needed);
}

/** Reads the tabs of the window that a tab is in. */
export async function readWindowTabs(db: AccountDatabase, tabId: number): Promise<ListedTab[]> {
	const { windowId } = await browser.tabs.get(tabId);
	return listTabs(await browser.tabs.query({ windowId }), await cleansAddresses(db));
}
