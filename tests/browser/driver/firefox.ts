import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer, { type Page, type Browser as PuppeteerBrowser } from 'puppeteer-core';
import type { Browser, ClickedOn, LaunchOptions, ShownNotification, Size } from './browser.ts';
import { answerInFirefox } from './camera.ts';
import { chooseEntry, openMenu } from './firefox-menu.ts';
import { clickNotice, readNotices, watchNotices } from './firefox-notices.ts';
import { firefoxPreferences } from './firefox-preferences.ts';
import { setFirefoxScheme } from './firefox-scheme.ts';
import { bidi, inFirefox } from './firefox-scope.ts';
import { contextOf, lookForTab, openTabs } from './firefox-tabs.ts';
import { FirefoxView, type ViewType } from './firefox-view.ts';
import type { ColorScheme } from './host.ts';
import { call } from './injected.ts';
import { Network } from './network.ts';
import { allowInFirefox, refuseInFirefox } from './optional-permissions.ts';
import type { Profile } from './profile.ts';
import { Surface } from './surface.ts';
import { TabHost } from './tab-host.ts';
import { until, untilTrue } from './until.ts';
import { packXpi } from './xpi.ts';

const diesWithParent = fileURLToPath(new URL('dies-with-parent.sh', import.meta.url));
const executable = process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr';
/** A Firefox that has just started on a busy machine opens the extension's first tab late. */
const startMs = 30_000;
/** A popup that is not there by then has been closed. */
const closedAfterMs = 3_000;
const mostPopups = 5;
const uuid = '5b6c4f0e-6d5a-4e0c-9d0a-0d3c6f1f6e11';

/** What the address bar does with a keyword of an extension. */
const addressBar = `
	const { ExtensionSearchHandler } = ChromeUtils.importESModule('resource://gre/modules/ExtensionSearchHandler.sys.mjs');
	const { keyword } = extensionOf(args.id).manifest.omnibox;
	const text = keyword + ' ' + args.typed;
	const search = () => new Promise((resolve) => {
		const data = { keyword, text, inPrivateWindow: false };
		ExtensionSearchHandler.handleSearch(data, (found) => resolve(found.map(({ description }) => description)));
	});
`;

export async function launchFirefox(profile: Profile, options: LaunchOptions): Promise<Browser> {
	const manifest = JSON.parse(await readFile(join(profile.extensionDir, 'manifest.json'), 'utf8'));
	const network = await Network.open(() => {});
	const browser = new Firefox(profile, options, network, manifest.browser_specific_settings.gecko.id);
	try {
		await browser.start();
		return browser;
	} catch (error) {
		await browser.close();
		throw error;
	}
}

class Firefox implements Browser {
	readonly name = 'firefox';
	readonly extensionUrl = `moz-extension://${uuid}/`;
	readonly network: Network;
	readonly #id: string;
	readonly #profile: Profile;
	readonly #options: LaunchOptions;
	#running: PuppeteerBrowser | undefined;

	constructor(profile: Profile, options: LaunchOptions, network: Network, id: string) {
		this.#profile = profile;
		this.#options = options;
		this.network = network;
		this.#id = id;
	}

	get profileDir(): string {
		return this.#profile.dir;
	}

	get downloadsDir(): string {
		return this.#profile.downloadsDir;
	}

	async start(): Promise<void> {
		this.#running = await puppeteer.launch({
			browser: 'firefox',
			executablePath: diesWithParent,
			env: { ...process.env, ...this.#options.env, MESSA_BROWSER: executable },
			headless: this.#options.headless ?? true,
			userDataDir: this.#profile.dir,
			defaultViewport: null,
			networkEnabled: false,
			acceptInsecureCerts: true,
			args: ['-remote-allow-system-access', '--width=1280', '--height=900'],
			extraPrefsFirefox: firefoxPreferences(this.#options, this.downloadsDir, this.network.port, {
				[this.#id]: uuid,
			}),
		});
		// puppeteer would put the preferences of before the launch back at exit: the profile would forget.
		await Promise.all(
			['prefs.js', 'user.js'].map((name) =>
				rm(join(this.#profile.dir, `${name}.puppeteer`), { force: true }),
			),
		);
		await watchNotices(this.#browser);
		const isInstalled = await this.#inFirefox<boolean>('return Boolean(extensionOf(args.id));');
		if (!isInstalled) await this.#install();
	}

	async restart(meanwhile?: () => Promise<void>): Promise<void> {
		await this.#browser.close();
		await meanwhile?.();
		await this.start();
	}

	async crash(): Promise<void> {
		const process = this.#browser.process();
		const ended = process ? once(process, 'exit') : undefined;
		process?.kill('SIGKILL');
		await ended;
		await this.start();
	}

	async update(extensionDir: string): Promise<void> {
		await this.#profile.replaceExtension(extensionDir);
		await this.#install();
	}

	async close(): Promise<void> {
		await this.#running?.close();
		this.#running = undefined;
		await this.network.close();
		await this.#profile.remove();
	}

	async waitForTab(path: string): Promise<Surface> {
		const seen = async (): Promise<string> =>
			(await openTabs(this.#browser)).map(({ url }) => url).join(', ');
		const page = await until(
			async () => `a tab with ${path} beside ${await seen()}`,
			lookForTab(this.#browser, this.extensionUrl + path),
			startMs,
		);
		// A popup that closes takes the focus from the tab that it has opened.
		if (await page.evaluate('document.visibilityState === "visible" && !document.hasFocus()'))
			await page.bringToFront();
		return this.#tab(page);
	}

	async openTab(url: string, size?: Size, type: 'tab' | 'window' = 'tab'): Promise<Surface> {
		const address = new URL(url, this.extensionUrl).href;
		const page = await this.#browser.newPage({ type });
		if (size) await page.setViewport(size);
		// A navigation to an extension's page is never reported as done, so its state is asked for.
		const context = contextOf(page);
		// Right after a start, a tab whose first document is still on its way takes no address.
		await untilTrue(`a tab for ${address}`, async () => {
			await bidi(this.#browser, 'browsingContext.navigate', { context, url: address, wait: 'none' });
			return true;
		});
		await untilTrue(`${address} to load`, async () => {
			const [at, state] = (await page.evaluate('[location.href, document.readyState]')) as [string, string];
			return (at !== 'about:blank' || at === address) && state === 'complete';
		});
		return this.#tab(page);
	}

	async page(path: string, size: Size = { width: 380, height: 560 }): Promise<Surface> {
		return this.openTab(path, size);
	}

	async popup(): Promise<Surface> {
		for (let tries = 1; ; tries++) {
			// A notification's window takes the focus, and a popup closes at once over a window that lacks it.
			await untilTrue('the window to be in front', () =>
				this.#inFirefox<boolean>('window.focus(); return Services.focus.activeWindow === window;'),
			);
			await this.#inFirefox(
				'await ExtensionParent.apiManager.global.browserActionFor(extensionOf(args.id)).openPopup(window);',
			);
			try {
				return await this.#view('popup', closedAfterMs);
			} catch (error) {
				// The window has lost the focus after all, and the popup with it.
				if (tries === mostPopups || !/There is no popup/.test(String((error as Error).cause))) throw error;
			}
		}
	}

	async openedPopup(): Promise<Surface> {
		return Promise.any([this.#view('popup'), this.waitForTab('popup.html')]);
	}

	async panel(): Promise<Surface> {
		const open = `const prefix = args.id.toLowerCase().replace(/[^a-z0-9_-]/g, '_');
			await SidebarController.show([...SidebarController.sidebars.keys()].find((one) => one.startsWith(prefix)));`;
		await this.#inFirefox(open);
		return this.#view('sidebar');
	}

	async killBackground(): Promise<void> {
		await this.#inFirefox(
			'await extensionOf(args.id).terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });',
		);
	}

	async isBackgroundAlive(): Promise<boolean> {
		return (await this.#inFirefox<string>('return extensionOf(args.id).backgroundState;')) === 'running';
	}

	async inBackground<A extends unknown[], T>(body: (...args: A) => T | Promise<T>, ...args: A): Promise<T> {
		await this.#inFirefox('await extensionOf(args.id).wakeupBackground();');
		const background = new FirefoxView(this.#browser, this.#id, 'background');
		return (await background.evaluate(call(body, args))) as T;
	}

	async allowCamera(isAllowed: boolean): Promise<void> {
		await answerInFirefox(this.#browser, this.#id, isAllowed);
	}

	async allowPermissions(): Promise<void> {
		await allowInFirefox(this.#browser);
	}

	async refusePermission(): Promise<void> {
		await refuseInFirefox(this.#browser);
	}

	async pressCommand(name: string): Promise<void> {
		const press = `
			const { suggested_key: key } = extensionOf(args.id).manifest.commands[args.name];
			const letter = key.default.split('+').at(-1);
			const keys = [...document.querySelectorAll('keyset')].find(({ id }) => id.startsWith('ext-keyset-id'));
			[...keys.children].find((one) => one.getAttribute('key') === letter).doCommand();`;
		await this.#inFirefox(press, { name });
	}

	async typeInAddressBar(typed: string): Promise<string[]> {
		return this.#inFirefox(`${addressBar} return await search();`, { typed });
	}

	async enterInAddressBar(typed: string): Promise<void> {
		await this.#inFirefox(
			`${addressBar} await search(); ExtensionSearchHandler.handleInputEntered(keyword, text, 'current');`,
			{ typed },
		);
	}

	async badgeText(): Promise<string> {
		return this.#inFirefox(
			'return ExtensionParent.apiManager.global.browserActionFor(extensionOf(args.id)).action.getProperty(null, "badgeText") ?? "";',
		);
	}

	async notifications(): Promise<ShownNotification[]> {
		return readNotices(this.#browser);
	}

	async clickNotification(title: string): Promise<void> {
		await clickNotice(this.#browser, title);
	}

	async contextMenu(on: ClickedOn): Promise<string[]> {
		const titles = await openMenu(this.#browser, this.#id, on);
		await chooseEntry(this.#browser, this.#id);
		return titles;
	}

	async chooseFromContextMenu(title: string, on: ClickedOn): Promise<void> {
		// The extension may be about to change its entries: a person looks again.
		await untilTrue(`an entry "${title}" in the context menu`, async () => {
			const isThere = (await openMenu(this.#browser, this.#id, on)).includes(title);
			if (!isThere) await chooseEntry(this.#browser, this.#id);
			return isThere;
		});
		await chooseEntry(this.#browser, this.#id, title);
	}

	async highlightedEntry(): Promise<string | undefined> {
		return this.#inFirefox(
			`return [...document.querySelectorAll('#contentAreaContextMenu [_moz-menuactive]')].at(-1)?.label;`,
		);
	}

	async limitStorage(bytes: number | undefined): Promise<void> {
		const name = 'dom.quotaManager.temporaryStorage.fixedLimit';
		const kilobytes = bytes === undefined ? undefined : Math.floor(bytes / 1024);
		await this.#inFirefox(
			'args.kilobytes === undefined ? Services.prefs.clearUserPref(args.name) : Services.prefs.setIntPref(args.name, args.kilobytes);',
			{ name, kilobytes },
		);
		await this.restart();
	}

	async storageDirs(): Promise<string[]> {
		const root = join(this.#profile.dir, 'storage', 'default');
		const origins = existsSync(root) ? await readdir(root) : [];
		const own = origins.filter((name) => name.includes(uuid)).map((name) => join(root, name));
		const session = ['sessionstore-backups', 'browser-extension-data'].map((name) =>
			join(this.#profile.dir, name),
		);
		return [...own, ...session].filter((dir) => existsSync(dir));
	}

	get #browser(): PuppeteerBrowser {
		if (!this.#running) throw new Error('The browser is closed');
		return this.#running;
	}

	/** Installs, or updates, as from a file on disk. */
	async #install(): Promise<void> {
		const file = `${this.#profile.extensionDir}.xpi`;
		await packXpi(this.#profile.extensionDir, file);
		const install = `
			const install = await AddonManager.getInstallForFile(new FileUtils.File(args.file));
			await install.install();
			await extensionOf(args.id).promiseBackgroundStarted?.();`;
		await this.#inFirefox(install, { file });
	}

	async #view(type: ViewType, timeoutMs?: number): Promise<Surface> {
		const host = new FirefoxView(this.#browser, this.#id, type);
		const isLoaded = 'location.protocol === "moz-extension:" && document.readyState === "complete"';
		await untilTrue(`the ${type} to open`, async () => (await host.evaluate(isLoaded)) === true, timeoutMs);
		return new Surface(host);
	}

	#tab(page: Page): Surface {
		const show = async (): Promise<void> => {
			if ((await page.evaluate('document.visibilityState')) !== 'visible') await page.bringToFront();
		};
		const setColorScheme = (scheme: ColorScheme): Promise<void> => setFirefoxScheme(this.#browser, scheme);
		return new Surface(new TabHost(page, { canResize: true, show, setColorScheme }));
	}

	async #inFirefox<T>(body: string, args: object = {}): Promise<T> {
		return inFirefox<T>(this.#browser, body, { id: this.#id, ...args });
	}
}
