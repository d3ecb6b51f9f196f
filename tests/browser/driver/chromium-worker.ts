import type { CDPSession, Browser as PuppeteerBrowser } from 'puppeteer-core';
import { call } from './injected.ts';
import { until, untilTrue } from './until.ts';

/**
 * The extension's service worker. No debugger stays attached to it, since that would keep it alive for ever:
 * a session lasts as long as one evaluation.
 */
export class ChromiumWorker {
	readonly #browser: PuppeteerBrowser;
	readonly #session: CDPSession;
	readonly #extensionUrl: string;

	private constructor(browser: PuppeteerBrowser, session: CDPSession, extensionUrl: string) {
		this.#browser = browser;
		this.#session = session;
		this.#extensionUrl = extensionUrl;
	}

	static async of(browser: PuppeteerBrowser, extensionUrl: string): Promise<ChromiumWorker> {
		return new ChromiumWorker(browser, await browser.target().createCDPSession(), extensionUrl);
	}

	async isAlive(): Promise<boolean> {
		return (await this.#targetId()) !== undefined;
	}

	/** Stops the worker at whatever line it is, and waits until it has gone. */
	async kill(): Promise<void> {
		const targetId = await this.#targetId();
		if (targetId === undefined) return;
		await untilTrue('the service worker to end', async () => {
			// One that is only starting takes no notice of the first time.
			await this.#session.send('Target.closeTarget', { targetId }).catch(() => {});
			return (await this.#targetId()) !== targetId;
		});
	}

	/** Runs a self-contained function in the worker, waking it first. */
	async run<A extends unknown[], T>(body: (...args: A) => T | Promise<T>, args: A): Promise<T> {
		const targetId = (await this.#targetId()) ?? (await this.#wake());
		const { sessionId } = await this.#session.send('Target.attachToTarget', { targetId, flatten: true });
		const worker = this.#session.connection()?.session(sessionId);
		if (!worker) throw new Error('The service worker ended');
		try {
			const { result, exceptionDetails } = await worker.send('Runtime.evaluate', {
				expression: call(body, args),
				awaitPromise: true,
				returnByValue: true,
			});
			if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
			return result.value as T;
		} finally {
			await this.#session.send('Target.detachFromTarget', { sessionId }).catch(() => {});
		}
	}

	/** Wakes the worker by a message that it will refuse: as cheap a reason as there is. */
	async #wake(): Promise<string> {
		const url = `${this.#extensionUrl}manifest.json?wake`;
		await this.#session.send('Target.createTarget', { url, background: true });
		const target = await this.#browser.waitForTarget((one) => one.url() === url);
		const page = await target.page();
		if (!page) throw new Error('There is no page to wake the service worker from');
		try {
			// The page may still be on its way.
			await untilTrue('a page to wake the service worker from', async () => {
				await page.evaluate('chrome.runtime.sendMessage("wake").catch(() => {})');
				return true;
			});
			return await until('the service worker to start', () => this.#targetId());
		} finally {
			await page.close();
		}
	}

	async #targetId(): Promise<string | undefined> {
		const { targetInfos } = await this.#session.send('Target.getTargets');
		const isOurs = ({ type, url }: { type: string; url: string }): boolean =>
			type === 'service_worker' && url.startsWith(this.#extensionUrl);
		return targetInfos.find(isOurs)?.targetId;
	}
}
