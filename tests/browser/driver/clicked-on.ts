import type { ClickedOn } from './browser.ts';
import type { Locator } from './locator.ts';
import type { Surface } from './surface.ts';

/** What the pointer is over, if not the bare page or a selection. */
export function toLocator(on: ClickedOn): Locator | undefined {
	if (on.image !== undefined) return { role: 'img', name: on.image };
	if (on.link !== undefined) return { role: 'link', name: on.link };
	// Players have no role.
	if (on.media !== undefined) return { role: '', name: on.media };
	return undefined;
}

/** Selects the first such text of the page, as the browser's own search does, and gives what is selected. */
export async function selectText(tab: Surface, text: string): Promise<string> {
	const selected = await tab.evaluate((wanted) => {
		getSelection()?.removeAllRanges();
		const isFound = (window as unknown as { find(text: string): boolean }).find(wanted);
		return isFound ? String(getSelection()) : undefined;
	}, text);
	if (selected === undefined) throw new Error(`There is no text "${text}" to select`);
	return selected;
}
