import { type Browser, browser } from 'wxt/browser';

/** A tab; `url` and `title` are there once the person has opened a window of ours over it, or acted on it (`activeTab`). */
export type ActedTab = Partial<Pick<Browser.tabs.Tab, 'id' | 'windowId' | 'url' | 'title'>>;

/** The tab that lies in front in this browser window. */
export async function tabInFront(): Promise<ActedTab> {
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
