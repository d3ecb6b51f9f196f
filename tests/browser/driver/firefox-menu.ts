import type { Browser as PuppeteerBrowser } from 'puppeteer-core';
import type { ClickedOn } from './browser.ts';
import { selectText, toLocator } from './clicked-on.ts';
import { inFirefox } from './firefox-scope.ts';
import { until } from './until.ts';

const entries = `
	const menus = ['contentAreaContextMenu', 'tabContextMenu'].map((one) => document.getElementById(one));
	const menu = menus.find(({ state }) => state !== 'closed') ?? menus[0];
	const prefix = args.id.toLowerCase().replace(/[^a-z0-9_-]/g, '_') + '-menuitem';
	const ours = [...menu.querySelectorAll('menu, menuitem')].filter((one) => one.id.startsWith(prefix) && !one.hidden);
	const leaves = ours.filter((one) => one.localName === 'menuitem');
`;

/** Right-clicks the tab in front. */
const clickTab = `
	const box = gBrowser.selectedTab.getBoundingClientRect();
	const at = [box.left + box.width / 2, box.top + box.height / 2];
	for (const type of ['mousedown', 'contextmenu', 'mouseup'])
		window.synthesizeMouseEvent(type, ...at, { button: 2, clickCount: 1 });
`;

/** Opens Firefox's own menu by a right click, and gives the titles of the extension's entries. */
export async function openMenu(browser: PuppeteerBrowser, id: string, on: ClickedOn): Promise<string[]> {
	await on.tab.host.show();
	const target = on.selection !== undefined ? await selectText(on.tab, on.selection) : toLocator(on);
	// What is selected elsewhere on the page belongs to a click too.
	if (on.selection === undefined) await on.tab.evaluate(() => getSelection()?.removeAllRanges());
	if (on.isOnTab) await inFirefox(browser, clickTab);
	else if (target === undefined) await on.tab.host.click({ x: 3, y: 3 }, 'right', 1);
	else await on.tab.click(target, { button: 'right' });
	const read = `${entries}
		if (menu.state !== 'open') return;
		for (const one of ours) if (one.localName === 'menu' && one.menupopup.state === 'closed') one.openMenu(true);
		if (ours.some((one) => one.localName === 'menu' && one.menupopup.state !== 'open')) return;
		return leaves.map((one) => one.label);`;
	return until('the context menu to open', () => inFirefox<string[] | undefined>(browser, read, { id }));
}

/** Chooses an entry of the open menu; without a title, closes the menu. */
export async function chooseEntry(browser: PuppeteerBrowser, id: string, title?: string): Promise<void> {
	const body = `${entries}
		const leaf = leaves.find((one) => one.label === args.title);
		if (leaf) leaf.closest('menupopup').activateItem(leaf);
		else menu.hidePopup();
		return Boolean(leaf);`;
	const isChosen = await inFirefox<boolean>(browser, body, { id, title });
	if (title !== undefined && !isChosen) throw new Error(`There is no entry "${title}" in the context menu`);
	await until('the context menu to close', () =>
		inFirefox<true | undefined>(browser, `${entries} return menu.state === 'closed' || undefined;`, { id }),
	);
}
