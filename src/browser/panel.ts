import { browser } from 'wxt/browser';

/** What each browser has of its own for this: `sidebarAction` is Firefox's, `sidePanel` Chrome's. */
interface Panels {
	sidebarAction: { open(): Promise<void> };
	sidePanel: { open(options: { windowId: number }): Promise<void> };
}

const { sidebarAction, sidePanel } = browser as unknown as Panels;

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
