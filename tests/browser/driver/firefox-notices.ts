import type { Browser as PuppeteerBrowser } from 'puppeteer-core';
import type { ShownNotification } from './browser.ts';
import { inFirefox } from './firefox-scope.ts';
import { until } from './until.ts';

/** Begins to note each notification as its window opens; they close by themselves after some seconds. */
export async function watchNotices(browser: PuppeteerBrowser): Promise<void> {
	await inFirefox(
		browser,
		`window.messaDriverNotices = [];
		Services.ww.registerNotification((opened, topic) => {
			if (topic !== 'domwindowopened') return;
			opened.addEventListener('load', () => {
				const label = (id) => { const one = opened.document.getElementById(id); return one?.getAttribute('value') ?? one?.textContent ?? ''; };
				if (!opened.location.href.endsWith('/alert.xhtml')) return;
				window.messaDriverNotices.push({ window: opened, title: label('alertTitleLabel'), message: label('alertTextLabel') });
			}, { once: true });
		});`,
	);
}

export async function readNotices(browser: PuppeteerBrowser): Promise<ShownNotification[]> {
	return inFirefox(
		browser,
		'return window.messaDriverNotices.map(({ title, message }) => ({ title, message }));',
	);
}

/** Clicks the newest notification with that title, in its window. */
export async function clickNotice(browser: PuppeteerBrowser, title: string): Promise<void> {
	await until(`a notification "${title}"`, () =>
		inFirefox<true | undefined>(
			browser,
			`const notice = window.messaDriverNotices.findLast((one) => one.title === args.title && !one.window.closed);
			if (!notice) return;
			notice.window.document.getElementById('alertBox').click();
			return true;`,
			{ title },
		),
	);
}
