import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserName } from './driver/browser-name.ts';
import { hasVirtualDisplay, VirtualDisplay } from './driver/display.ts';
import { article, type Site, type Surface, serveSite, until, untilTrue } from './driver/index.ts';
import { chatWithBob, signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

/** As the background of one or the other sees it. */
declare const chrome: { runtime: { getContexts(of: object): Promise<unknown[]> } };
declare const browser: { sidebarAction: { isOpen(of: object): Promise<boolean> } };

let display: VirtualDisplay;
let world: World;
let site: Site;
let tab: Surface;
let roomId: string;

describe.runIf(hasVirtualDisplay)('with a mouse and a keyboard that are no debugger’s', () => {
	beforeAll(async () => {
		display = await VirtualDisplay.start();
		[world, site] = await Promise.all([
			openWorld(browserName, { headless: false, env: display.env }),
			serveSite(),
		]);
		await display.focus();
		await signIn(world);
		const chat = await chatWithBob(world);
		({ roomId } = chat);
		await chat.popup.click({ role: 'button', name: 'Back' });
		await chat.popup.close();
		tab = await world.browser.openTab(site.articleUrl);
		await tab.host.show();
	});

	afterAll(async () => {
		await world?.stop();
		await site?.close();
		await display?.stop();
	});

	it('the browser’s own menu sends what is selected', async () => {
		await display.focus();
		const windows = await display.windows();
		await display.click(await select(article.selectable), 'right');
		await untilWindows(windows + 1);
		await goToSendTo();
		await display.press('Right');
		await untilWindows(windows + 2);
		await display.press('Return');
		const { body } = await world.bob.waitForMessage(
			(one) => one.roomId === roomId && one.body !== 'Hello Alice',
		);
		expect(body).toContain(`\n\n> ${article.selectable}`);
	});

	it('the key of a command sends the page to the chat of the last share', async () => {
		await tab.evaluate(() => getSelection()?.removeAllRanges());
		await display.focus();
		await display.press('alt+shift+y');
		const body = `${article.title}\n${site.url}${article.canonicalPath}`;
		const message = await world.bob.waitForMessage({ roomId, body, isDecrypted: true });
		expect(message).toMatchObject({ wasEncrypted: true, deliveries: 1 });
	});

	it('the key of the side panel opens it', async () => {
		await display.focus();
		await display.press('alt+shift+m');
		await untilTrue('the side panel to open', () =>
			browserName === 'firefox'
				? world.browser.inBackground(() => browser.sidebarAction.isOpen({}))
				: world.browser.inBackground(
						async () => (await chrome.runtime.getContexts({ contextTypes: ['SIDE_PANEL'] })).length === 1,
					),
		);
	});
});

/** Goes up from the end of the menu of a right click on a selection to the entry of an extension. */
async function goToSendTo(): Promise<void> {
	// Chromium tells nobody where it is: below that entry is only one of its own.
	if (browserName === 'chromium') return await display.press('Up', 'Up');
	await untilTrue(
		async () => `the entry to be reached, not "${await world.browser.highlightedEntry()}"`,
		async () => {
			if ((await world.browser.highlightedEntry()) === 'Send to room') return true;
			await display.press('Up');
			return false;
		},
	);
}

/** Waits until so many windows are on the screen: a menu is one of them. */
async function untilWindows(count: number): Promise<void> {
	await untilTrue(`${count} windows to be open`, async () => (await display.windows()) === count);
}

/** Selects a text of the page, and gives its place on the screen. */
async function select(text: string): Promise<{ x: number; y: number }> {
	return until('the text to be selected', () =>
		tab.evaluate((wanted) => {
			getSelection()?.removeAllRanges();
			(window as unknown as { find(text: string): boolean }).find(wanted);
			const box = getSelection()?.getRangeAt(0).getClientRects()[0];
			if (!box) return undefined;
			const { mozInnerScreenX, mozInnerScreenY } = window as {
				mozInnerScreenX?: number;
				mozInnerScreenY?: number;
			};
			const left = mozInnerScreenX ?? screenX + (outerWidth - innerWidth) / 2;
			const top = mozInnerScreenY ?? screenY + outerHeight - innerHeight;
			return { x: left + box.left + box.width / 2, y: top + box.top + box.height / 2 };
		}, text),
	);
}
