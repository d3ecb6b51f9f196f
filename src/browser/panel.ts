import { browser } from 'wxt/browser';

/** What each browser has of its own for this: `sidebarAction` is Firefox's, `sidePanel` Chrome's. */
interface Panels {
	sidebarAction: { open(): Promise<void> };
	sidePanel: { open(options: { windowId: number }): Promise<void> };
}

const { sidebarAction, sidePanel } = browser as unknown as Panels;

/** Opens the side panel (Chrome) or the sidebar (Firefox) of a window. Only at once in answer to a gesture. @throws otherwise */
export async function openPanelAt(windowId: number | undefined): Promise<void> {
	if (import.meta.env.FIREFOX) await sidebarAction.open();
	else if (windowId === undefined) throw new Error('there is no window');
	else await sidePanel.open({ windowId });
}

/** Opens the side panel (Chrome) or the sidebar (Firefox) of this window. Only in answer to a click. */
export async function openPanel(): Promise<void> {
	if (import.meta.env.FIREFOX) {
		// Firefox looks at the gesture at once: nothing may be awaited before.
		await sidebarAction.open();
		return;
	}
	const { id } = await browser.windows.getCurrent();
	if (id !== undefined) await sidePanel.open({ windowId: id });
}
