import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer, { type Page, type Browser as PuppeteerBrowser, type Target } from 'puppeteer-core';
import type { Browser, ClickedOn, LaunchOptions, ShownNotification, Size } from './browser.ts';
import { chromiumFlags } from './chromium-flags.ts';
import { clickedOn, dispatchMenuClick } from './chromium-menu.ts';
import { extensionIdOf, keepExtension, prepareProfile, untilExtensionIsKept } from './chromium-profile.ts';
import { ChromiumRecorder } from './chromium-recorder.ts';
import { ChromiumWorker } from './chromium-worker.ts';
import { Network } from './network.ts';
import type { Profile } from './profile.ts';
import { Surface } from './surface.ts';
import { TabHost } from './tab-host.ts';
import { until } from './until.ts';

const diesWithParent = fileURLToPath(new URL('dies-with-parent.sh', import.meta.url));
const executable = process.env.MESSA_CHROMIUM ?? '/usr/bin/chromium';

export async function launchChromium(profile: Profile, options: LaunchOptions): Promise<Browser> {
	const recorder = new ChromiumRecorder();
	const network = await Network.open((call, report) => recorder.take(call, report));
	const browser = new Chromium(profile, options, network, recorder);
	try {
		await prepareProfile(profile.dir);
		await recorder.install(profile.extensionDir, network.port);
		await browser.start();
		return browser;
	} catch (error) {
		await browser.close();
		throw error;
	}
}

class Chromium implements Browser {
	readonly name = 'chromium';
	readonly network: Network;
	readonly #id: string;
	readonly #profile: Profile;
	readonly #options: LaunchOptions;
	readonly #recorder: ChromiumRecorder;
	#running: { puppeteer: PuppeteerBrowser; worker: ChromiumWorker } | undefined;

	constructor(profile: Profile, options: LaunchOptions, network: Network, recorder: ChromiumRecorder) {
		this.#profile = profile;
		this.#options = options;
		this.network = network;
		this.#recorder = recorder;
		this.#id = extensionIdOf(profile.extensionDir);
	}

	get extensionUrl(): string {
		return `chrome-extension://${this.#id}/`;
	}

	get profileDir(): string {
		return this.#profile.dir;
	}

	async start(): Promise<void> {
		const browser = await puppeteer.launch({
			executablePath: diesWithParent,
			env: {
				...process.env,
				MESSA_BROWSER: executable,
				...(this.#options.locale ? { LANGUAGE: this.#options.locale } : {}),
			},
			pipe: true,
			headless: this.#options.headless ?? true,
			userDataDir: this.#profile.dir,
			enableExtensions: true,
			defaultViewport: null,
			args: chromiumFlags(this.#options, this.network.port),
		});
		const worker = await ChromiumWorker.of(browser, this.extensionUrl);
		this.#running = { puppeteer: browser, worker };
		if (!(await browser.extensions()).has(this.#id))
			await browser.installExtension(this.#profile.extensionDir);
	}

	async restart(): Promise<void> {
		await this.#browser.close();
		await keepExtension(this.#profile.dir, this.#id);
		await this.start();
	}

	async crash(): Promise<void> {
		await untilExtensionIsKept(this.#profile.dir, this.#id);
		const process = this.#browser.process();
		const ended = process ? once(process, 'exit') : undefined;
		process?.kill('SIGKILL');
		await ended;
		await keepExtension(this.#profile.dir, this.#id);
		await this.start();
	}

	async update(extensionDir: string): Promise<void> {
		await this.#profile.replaceExtension(extensionDir);
		await this.#recorder.install(this.#profile.extensionDir, this.network.port);
		await this.#browser.installExtension(this.#profile.extensionDir);
	}

	async close(): Promise<void> {
		await this.#running?.puppeteer.close();
		this.#running = undefined;
		await this.network.close();
		await this.#profile.remove();
	}

	async waitForTab(path: string): Promise<Surface> {
		const target = await this.#browser.waitForTarget((one) => one.url().startsWith(this.extensionUrl + path));
		return this.#tab(await target.asPage());
	}

	async openTab(url: string, size?: Size): Promise<Surface> {
		const page = await this.#browser.newPage();
		if (size) await page.setViewport(size);
		await page.goto(new URL(url, this.extensionUrl).href);
		return this.#tab(page);
	}

	async page(path: string, size: Size = { width: 380, height: 560 }): Promise<Surface> {
		return this.openTab(path, size);
	}

	async popup(): Promise<Surface> {
		const page = await this.#openPopup();
		return new Surface(new TabHost(page, false, async () => {}));
	}

	async panel(): Promise<Surface> {
		const opener = await this.openTab('manifest.json?panel');
		const isNew = this.#newTarget();
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
		const page = await (await this.#browser.waitForTarget(isNew)).asPage();
		await opener.close();
		await untilDrawn(page);
		return new Surface(new TabHost(page, false, async () => {}));
	}

	async killBackground(): Promise<void> {
		await this.#worker.kill();
	}

	async isBackgroundAlive(): Promise<boolean> {
		return this.#worker.isAlive();
	}

	async inBackground<A extends unknown[], T>(body: (...args: A) => T | Promise<T>, ...args: A): Promise<T> {
		return this.#worker.run(body, args);
	}

	async badgeText(): Promise<string> {
		return this.inBackground(async () => {
			const { chrome } = globalThis as unknown as {
				chrome: { action: { getBadgeText(of: object): Promise<string> } };
			};
			return chrome.action.getBadgeText({});
		});
	}

	async notifications(): Promise<ShownNotification[]> {
		return this.#recorder.notices.map(({ title, message }) => ({ title, message }));
	}

	async clickNotification(title: string): Promise<void> {
		const notice = await until(`a notification "${title}"`, async () =>
			this.#recorder.notices.findLast((one) => one.title === title),
		);
		await this.inBackground((id) => {
			const { chrome } = globalThis as unknown as {
				chrome: { notifications: { onClicked: { dispatch(id: string): void } } };
			};
			chrome.notifications.onClicked.dispatch(id);
		}, notice.id);
	}

	async contextMenu(on: ClickedOn): Promise<string[]> {
		const { context, info } = await clickedOn(on);
		const selection = info.selectionText ?? '';
		const entries = [...this.#recorder.menu.values()].filter(
			({ contexts }) => contexts.includes(context) || contexts.includes('all'),
		);
		return entries.map(({ title }) => title.replace('%s', selection));
	}

	async chooseFromContextMenu(title: string, on: ClickedOn): Promise<void> {
		await until(
			`an entry "${title}" in the context menu`,
			async () => (await this.contextMenu(on)).includes(title) || undefined,
		);
		const { info } = await clickedOn(on);
		const entry = [...this.#recorder.menu.values()].find(
			(one) => one.title.replace('%s', info.selectionText ?? '') === title,
		);
		await on.tab.host.show();
		// Only the toolbar button's click can be made for real here, and grants access to the tab as the menu's does.
		const popup = await this.#openPopup();
		await popup.close();
		await this.inBackground(dispatchMenuClick, { ...info, menuItemId: entry?.id ?? '' });
	}

	async storageDirs(): Promise<string[]> {
		const root = join(this.#profile.dir, 'Default');
		const candidates = [
			'Local Extension Settings',
			'Sync Extension Settings',
			'Managed Extension Settings',
		].map((kind) => join(root, kind, this.#id));
		const shared = [
			'Local Storage',
			'Session Storage',
			'Sessions',
			'Service Worker',
			'File System',
			'WebStorage',
			'blob_storage',
		].map((kind) => join(root, kind));
		const databases = existsSync(join(root, 'IndexedDB')) ? await readdir(join(root, 'IndexedDB')) : [];
		const own = databases
			.filter((name) => name.includes(this.#id))
			.map((name) => join(root, 'IndexedDB', name));
		return [...own, ...candidates, ...shared].filter((dir) => existsSync(dir));
	}

	get #browser(): PuppeteerBrowser {
		if (!this.#running) throw new Error('The browser is closed');
		return this.#running.puppeteer;
	}

	get #worker(): ChromiumWorker {
		if (!this.#running) throw new Error('The browser is closed');
		return this.#running.worker;
	}

	#tab(page: Page): Surface {
		return new Surface(
			new TabHost(page, true, async () => {
				if ((await page.evaluate('document.visibilityState')) !== 'visible') await page.bringToFront();
			}),
		);
	}

	async #openPopup(): Promise<Page> {
		const extension = (await this.#browser.extensions()).get(this.#id);
		if (!extension) throw new Error('The extension is not installed');
		const isNew = this.#newTarget();
		await (await this.#frontTab()).triggerExtensionAction(extension);
		const page = await (await this.#browser.waitForTarget(isNew)).asPage();
		await untilDrawn(page);
		return page;
	}

	async #frontTab(): Promise<Page> {
		const pages = await this.#browser.pages();
		for (const page of pages.reverse()) {
			if ((await page.evaluate('document.visibilityState').catch(() => '')) === 'visible') return page;
		}
		throw new Error('No tab is visible');
	}

	/** Tells a page of the extension that was not there when this was called. */
	#newTarget(): (target: Target) => boolean {
		const before = new Set(this.#browser.targets());
		return (target) =>
			!before.has(target) && target.type() !== 'service_worker' && target.url().startsWith(this.extensionUrl);
	}
}

async function untilDrawn(page: Page): Promise<void> {
	await until('the window to open', async () =>
		(await page.evaluate('document.readyState === "complete" && document.visibilityState === "visible"'))
			? true
			: undefined,
	);
}
