import type { Page, Browser as PuppeteerBrowser, Target } from 'puppeteer-core';
import type { Size } from './browser.ts';
import type { ColorScheme } from './host.ts';
import { Surface } from './surface.ts';
import { TabHost } from './tab-host.ts';
import { until } from './until.ts';

/** What opens which window, of the manifest. */
export interface Manifest {
	action: { default_popup: string };
	optional_permissions: string[];
	side_panel: { default_path: string };
}

/** What a person sees of one running Chromium: tabs, the popup, the side panel. */
export class ChromiumWindows {
	readonly #browser: PuppeteerBrowser;
	readonly #id: string;
	readonly #manifest: Manifest;
	/** Popups and panels, which lie beside the tabs. */
	readonly #besides = new WeakSet<Target>();

	constructor(browser: PuppeteerBrowser, id: string, manifest: Manifest) {
		this.#browser = browser;
		this.#id = id;
		this.#manifest = manifest;
	}

	async waitForTab(url: string): Promise<Surface> {
		const isThere = (target: Target): boolean => this.#isTab(target) && target.url().startsWith(url);
		return tabSurface(await pageOf(await this.#browser.waitForTarget(isThere)));
	}

	async openTab(url: string, size?: Size, type: 'tab' | 'window' = 'tab'): Promise<Surface> {
		const page = await this.#browser.newPage({ type });
		if (size) await page.setViewport(size);
		await page.goto(url);
		return tabSurface(page);
	}

	/** Clicks the toolbar's button over the tab in front; this grants the extension access to that tab. */
	async popup(): Promise<Surface> {
		const extension = (await this.#browser.extensions()).get(this.#id);
		if (!extension) throw new Error('The extension is not installed');
		const opened = this.#opening(this.#manifest.action.default_popup);
		await (await this.#tabInFront()).triggerExtensionAction(extension);
		return windowSurface(await opened(), 'popup');
	}

	async panel(): Promise<Surface> {
		const opener = await this.openTab(`chrome-extension://${this.#id}/manifest.json?panel`);
		const opened = this.#opening(this.#manifest.side_panel.default_path);
		// The call needs a person's gesture, which an evaluation counts as.
		await opener.evaluate(async () => {
			const { chrome } = globalThis as unknown as {
				chrome: {
					windows: { getCurrent(): Promise<{ id: number }> };
					sidePanel: { open(where: { windowId: number }): Promise<void> };
				};
			};
			await chrome.sidePanel.open({ windowId: (await chrome.windows.getCurrent()).id });
		});
		const page = await opened();
		await opener.close();
		return windowSurface(page, 'panel');
	}

	/** Begins to look out for a window with that page, and gives what waits for it. */
	#opening(path: string): () => Promise<Page> {
		const before = new Set(this.#browser.targets());
		const url = `chrome-extension://${this.#id}/${path}`;
		const isNew = (target: Target): boolean => !before.has(target) && target.url().startsWith(url);
		return async () => {
			const target = await this.#browser.waitForTarget(isNew);
			this.#besides.add(target);
			return target.asPage();
		};
	}

	async #tabInFront(): Promise<Page> {
		return until('a tab to be visible', async () => {
			for (const target of this.#browser.targets().filter((one) => this.#isTab(one))) {
				const page = await pageOf(target);
				if ((await page.evaluate('document.visibilityState').catch(() => '')) === 'visible') return page;
			}
			return undefined;
		});
	}

	#isTab(target: Target): boolean {
		return target.type() === 'page' && !this.#besides.has(target);
	}
}

/** The page of a tab. Asked for one way only: of a second page, scripts would never be heard of. */
async function pageOf(target: Target): Promise<Page> {
	return (await target.page()) ?? (await target.asPage());
}

function tabSurface(page: Page): Surface {
	const show = async (): Promise<void> => {
		// A page that is still on its way from another one has nothing to ask.
		const state = await until('the page to be there', () => page.evaluate('document.visibilityState'));
		if (state !== 'visible') await page.bringToFront();
	};
	return new Surface(new TabHost(page, { canResize: true, show, setColorScheme: emulateScheme(page) }));
}

async function windowSurface(page: Page, kind: 'popup' | 'panel'): Promise<Surface> {
	const isDrawn = 'document.readyState === "complete" && document.visibilityState === "visible"';
	await until(`the ${kind} to open`, async () => ((await page.evaluate(isDrawn)) ? true : undefined));
	const setColorScheme = emulateScheme(page);
	return new Surface(
		new TabHost(page, { canResize: kind === 'panel', show: async () => {}, setColorScheme }),
	);
}

function emulateScheme(page: Page): (value: ColorScheme) => Promise<void> {
	return async (value) => page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
}
