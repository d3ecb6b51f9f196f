import { browser } from 'wxt/browser';

const popupSize = { width: 380, height: 600 };

/** Opens the toolbar popup; where the browser refuses, the same page in a small window. `query` goes with the window. */
export async function openPopup(query: string): Promise<void> {
	try {
		await browser.action.openPopup();
	} catch {
		await openSmallWindow(query);
	}
}

/** Opens the popup's page in a window of its own. Without a query it begins where the popup was left. */
export async function openSmallWindow(query = ''): Promise<void> {
	const url = browser.runtime.getURL(query ? `/popup.html?${query}` : '/popup.html');
	// Only Firefox knows the property, and only Firefox lets no such window close itself without it.
	const closing = import.meta.env.FIREFOX ? { allowScriptsToClose: true } : {};
	await browser.windows.create({ url, type: 'popup', ...popupSize, ...closing });
}

/** Whether this page is the popup that the toolbar's button opens, and not the same page in a window of its own. */
export function isToolbarPopup(): boolean {
	return browser.extension.getViews({ type: 'popup' }).includes(window);
}

/** Whether this page is in a tab, be it of a window of its own: a popup and a side panel are not. */
export async function isInTab(): Promise<boolean> {
	return (await browser.tabs.getCurrent()) !== undefined;
}

/** Opens the sign-in page in a tab, or brings the one there is to the front. */
export async function openWelcome(): Promise<void> {
	await browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') });
}

/** Opens, in a tab, the page that scans a code for a verification: a popup would close over the question for the camera. */
export async function openScanner(verificationId: string): Promise<void> {
	const query = new URLSearchParams({ id: verificationId });
	await browser.tabs.create({ url: browser.runtime.getURL(`/scan.html?${query}`) });
}

/** Closes the tab that this page is in. */
export async function closeThisTab(): Promise<void> {
	const id = (await browser.tabs.getCurrent())?.id;
	if (id !== undefined) await browser.tabs.remove(id);
}

/** Opens the settings where they list the account's devices. */
export async function openDevices(): Promise<void> {
	await browser.tabs.create({ url: browser.runtime.getURL('/options.html#devices') });
}
