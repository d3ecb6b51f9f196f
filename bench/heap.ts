import type { CDPSession } from 'puppeteer-core';
import { TabHost } from '../tests/browser/driver/tab-host.ts';
import type { Watched } from './watched.ts';

/** MB of JavaScript objects that Chromium's background holds after a garbage collection. */
export async function heapOf({ desk, browser }: Watched): Promise<number> {
	if (!(desk.host instanceof TabHost)) throw new Error('only Chromium tells');
	const targets = desk.host.page.browser().targets();
	const target = targets.find(
		(one) => one.type() === 'service_worker' && one.url().startsWith(browser.extensionUrl),
	);
	if (!target) throw new Error('the background sleeps');
	const session: CDPSession = await target.createCDPSession();
	try {
		await session.send('HeapProfiler.collectGarbage');
		const { usedSize } = await session.send('Runtime.getHeapUsage');
		return usedSize / 1e6;
	} finally {
		await session.detach();
	}
}
