import { browser } from 'wxt/browser';

/** Where a right click can share something. */
export type Context = 'page' | 'selection' | 'link' | 'image' | 'video' | 'audio' | 'tab';

const onPages: Context[] = ['page', 'selection', 'link', 'image', 'video', 'audio'];

/** All of them that this browser knows: tabs have had such a menu in Firefox for long, in Chrome not everywhere. */
export function shareContexts(): [Context, ...Context[]] {
	const known: unknown[] = Object.values(browser.contextMenus.ContextType ?? {});
	const hasTabs = import.meta.env.FIREFOX || known.includes('tab');
	return [...onPages, ...(hasTabs ? (['tab'] as const) : [])] as [Context, ...Context[]];
}

export interface Item {
	id: string;
	title?: string;
	type?: 'separator';
	parentId?: string;
}

/** Adds an entry below those there are. */
export function addItem(
	{ title = '', ...item }: Item,
	contexts: [Context | 'action', ...(Context | 'action')[]],
): void {
	browser.contextMenus.create({ ...item, ...(title && { title }), contexts } as { title: string });
}
