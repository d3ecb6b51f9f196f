import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer, { type Page, type Browser as PuppeteerBrowser } from 'puppeteer-core';
import type { Browser, ClickedOn, LaunchOptions, ShownNotification, Size } from './browser.ts';
import { answerInChromium } from './camera.ts';
import { chromiumFlags } from './chromium-flags.ts';
import { clickedOn, dispatchMenuClick } from './chromium-menu.ts';
import { enterInOmnibox, offeredInOmnibox } from './chromium-omnibox.ts';
import {
	extensionIdOf,
	grantOptionalPermissions,
	keepExtension,
	prepareProfile,
	storageDirs,
	untilExtensionIsKept,
} from './chromium-profile.ts';
import { ChromiumRecorder, type MenuEntry } from './chromium-recorder.ts';
import { ChromiumWindows, type Manifest } from './chromium-windows.ts';
import { ChromiumWorker } from './chromium-worker.ts';
import { Network } from './network.ts';
import type { Profile } from './profile.ts';
import type { Surface } from './surface.ts';
import { until } from './until.ts';

const diesWithParent = fileURLToPath(new URL('dies-with-parent.sh', import.meta.url));
const executable = process.env.CHROME_PATH ?? '/usr/bin/chromium';

export async function launchChromium(profile: Profile, options: LaunchOptions): Promise<Browser> {
	const manifest = JSON.parse(
		await readFile(join(profile.extensionDir, 'manifest.json'), 'utf8'),
	) as Manifest;
	const recorder = new ChromiumRecorder();
	const network = await Network.open((call, report) => recorder.take(call, report));
	const browser = new Chromium(profile, options, manifest, network, recorder);
	try {
		await prepareProfile(profile);
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
	readonly #manifest: Manifest;
	readonly #profile: Profile;
	readonly #options: LaunchOptions;
	readonly #recorder: ChromiumRecorder;
	#limiter: Page | undefined;
	#running: { puppeteer: PuppeteerBrowser; worker: ChromiumWorker; windows: ChromiumWindows } | undefined;

	constructor(
		profile: Profile,
		options: LaunchOptions,
		manifest: Manifest,
		network: Network,
		recorder: ChromiumRecorder,
	) {
		this.#manifest = manifest;
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

	get downloadsDir(): string {
		return this.#profile.downloadsDir;
	}

	async start(): Promise<void> {
		const browser = await puppeteer.launch({
			executablePath: diesWithParent,
			env: {
				...process.env,
				...this.#options.env,
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
		const windows = new ChromiumWindows(browser, this.#id, this.#manifest);
		this.#running = { puppeteer: browser, worker, windows };
		if (!(await browser.extensions()).has(this.#id))
			await browser.installExtension(this.#profile.extensionDir);
	}

	async restart(meanwhile?: () => Promise<void>): Promise<void> {
		await this.#browser.close();
		await meanwhile?.();
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
		return this.#windows.waitForTab(this.extensionUrl + path);
	}

	async openTab(url: string, size?: Size, type?: 'tab' | 'window'): Promise<Surface> {
		return this.#windows.openTab(new URL(url, this.extensionUrl).href, size, type);
	}

	async page(path: string, size: Size = { width: 380, height: 560 }): Promise<Surface> {
		return this.openTab(path, size);
	}

	async popup(): Promise<Surface> {
		return this.#windows.popup();
	}

	async openedPopup(): Promise<Surface> {
		return this.waitForTab(this.#manifest.action.default_popup);
	}

	async panel(): Promise<Surface> {
		return this.#windows.panel();
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

	async allowCamera(isAllowed: boolean): Promise<void> {
		await answerInChromium(this.#browser, new URL(this.extensionUrl).href.slice(0, -1), isAllowed);
	}

	async allowPermissions(): Promise<void> {
		await untilExtensionIsKept(this.#profile.dir, this.#id);
		await this.restart(() =>
			grantOptionalPermissions(this.#profile.dir, this.#id, this.#manifest.optional_permissions),
		);
	}

	async refusePermission(): Promise<void> {
		throw new Error('Chromium’s question is out of reach');
	}

	/** Chromium's own keys are out of a debugger's reach: the worker is told instead. */
	async pressCommand(name: string): Promise<void> {
		await this.inBackground((command) => {
			const { chrome } = globalThis as unknown as {
				chrome: { commands: { onCommand: { dispatch(name: string): void } } };
			};
			chrome.commands.onCommand.dispatch(command);
		}, name);
	}

	/** The address bar is out of a debugger's reach, too. */
	async typeInAddressBar(typed: string): Promise<string[]> {
		return this.inBackground(offeredInOmnibox, typed);
	}

	async enterInAddressBar(typed: string): Promise<void> {
		await this.inBackground(enterInOmnibox, typed);
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
		return this.#menuEntries()
			.filter(({ contexts }) => contexts.includes(context) || contexts.includes('all'))
			.map((entry) => shownTitle(entry, info.selectionText));
	}

	async chooseFromContextMenu(title: string, on: ClickedOn): Promise<void> {
		const { info } = await clickedOn(on);
		const entry = await until(`an entry "${title}" in the context menu`, async () =>
			this.#menuEntries().find((one) => shownTitle(one, info.selectionText) === title),
		);
		await on.tab.host.show();
		// Only the toolbar button's click can be made for real here, and grants access to the tab as the menu's does.
		await (await this.#windows.popup()).close();
		await this.inBackground(dispatchMenuClick, { ...info, menuItemId: entry.id });
	}

	async highlightedEntry(): Promise<undefined> {}

	async limitStorage(bytes: number | undefined): Promise<void> {
		// The limit ends with the session that sets it.
		await this.#limiter?.close();
		this.#limiter = undefined;
		if (bytes === undefined) return;
		this.#limiter = await this.#browser.newPage({ type: 'tab', background: true });
		const session = await this.#limiter.createCDPSession();
		const origin = new URL(this.extensionUrl).href.slice(0, -1);
		await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: bytes });
	}

	async storageDirs(): Promise<string[]> {
		return storageDirs(this.#profile.dir, this.#id);
	}

	/** The entries that can be chosen: neither those that open a submenu nor the lines between. */
	#menuEntries(): MenuEntry[] {
		const all = [...this.#recorder.menu.values()];
		const parents = new Set(all.map(({ parentId }) => parentId));
		return all.filter(({ id, type }) => !parents.has(id) && type !== 'separator');
	}

	get #browser(): PuppeteerBrowser {
		if (!this.#running) throw new Error('The browser is closed');
		return this.#running.puppeteer;
	}

	get #worker(): ChromiumWorker {
		if (!this.#running) throw new Error('The browser is closed');
		return this.#running.worker;
	}

	get #windows(): ChromiumWindows {
		if (!this.#running) throw new Error('The browser is closed');
		return this.#running.windows;
	}
}

/** As Chromium draws it: a doubled ampersand is one, since a single one underlines the letter behind it. */
function shownTitle({ title }: MenuEntry, selection = ''): string {
	return title.replace('%s', selection).replaceAll('&&', '&');
}
