import { browser } from 'wxt/browser';

/** A tab, whose address is told once the person has opened a window of ours over it (`activeTab`). */
export interface FrontTab {
	id?: number | undefined;
	windowId?: number | undefined;
	url?: string | undefined;
	title?: string | undefined;
}

/** The tab that lies in front in this browser window. */
export async function tabInFront(): Promise<FrontTab> {
	const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
	return tab ?? {};
}

/** Calls `changed` whenever another tab may lie in front, or another page in a tab. @returns the function that ends it. */
export function watchTabs(changed: () => void): () => void {
	const { onActivated, onUpdated } = browser.tabs;
	onActivated.addListener(changed);
	onUpdated.addListener(changed);
	return () => {
		onActivated.removeListener(changed);
		onUpdated.removeListener(changed);
	};
}
