import type { Page, Browser as PuppeteerBrowser } from 'puppeteer-core';
import { bidi } from './firefox-scope.ts';

/** A tab, as WebDriver BiDi describes it. */
interface Tab {
	context: string;
	url: string;
}

/** What puppeteer hears all events by. */
interface Heard {
	connection: { emit(event: string, info: Tab): void };
}

const lostMs = 2_000;

/**
 * Looks for a tab by the beginning of its address, again and again. Of a tab that an extension opens, puppeteer now
 * and then hears that it went, when all it did was to change its process: it is told of the tab anew.
 */
export function lookForTab(browser: PuppeteerBrowser, address: string): () => Promise<Page | undefined> {
	let lostSince: number | undefined;
	return async () => {
		const tab = (await openTabs(browser)).find(({ url }) => url.startsWith(address));
		if (!tab) return undefined;
		const page = (await browser.pages()).find((one) => contextOf(one) === tab.context);
		if (page) {
			const url = (await page.evaluate('location.href')) as string;
			return url.startsWith(address) ? page : undefined;
		}
		lostSince ??= performance.now();
		if (performance.now() - lostSince < lostMs) return undefined;
		console.warn(`puppeteer has lost the tab with ${address}`);
		(browser as unknown as Heard).connection.emit('browsingContext.contextCreated', tab);
		lostSince = undefined;
		return undefined;
	};
}

/** All tabs, as the browser itself knows them. */
export async function openTabs(browser: PuppeteerBrowser): Promise<Tab[]> {
	return (await bidi<{ contexts: Tab[] }>(browser, 'browsingContext.getTree', { maxDepth: 0 })).contexts;
}

/** The id of what a tab shows, by which WebDriver BiDi knows it. */
export function contextOf(page: Page): string {
	return (page.mainFrame() as unknown as { _id: string })._id;
}
