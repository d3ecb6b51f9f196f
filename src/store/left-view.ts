import { browser } from 'wxt/browser';
import type { ViewRow } from './account-rows.ts';

const key = 'left';

type LeftViews = Partial<Record<ViewRow['id'], string | null>>;

/**
 * The chat that a window was left in, or null for the list, sooner than the database says it: from the browser's
 * memory. Undefined before a window was open since the browser was started.
 */
export async function readLeftView(view: ViewRow['id']): Promise<string | null | undefined> {
	return (await readAll())[view];
}

export async function keepLeftView(view: ViewRow['id'], roomId: string | null): Promise<void> {
	await browser.storage.session.set({ [key]: { ...(await readAll()), [view]: roomId } satisfies LeftViews });
}

/** Nobody is signed in. */
export async function dropLeftViews(): Promise<void> {
	await browser.storage.session.remove(key);
}

async function readAll(): Promise<LeftViews> {
	return ((await browser.storage.session.get(key))[key] as LeftViews | undefined) ?? {};
}
