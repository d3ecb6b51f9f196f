import { until } from '../tests/browser/driver/index.ts';
import type { Watched } from './watched.ts';

/** When the named entry of the performance timeline of an extension's page was, in ms since its navigation. */
export async function paintOf({ browser }: Watched, path: string, entry: string): Promise<number> {
	const page = await browser.page(path);
	try {
		return await until(`${entry} in ${path}`, () =>
			page.evaluate((name: string) => performance.getEntriesByName(name)[0]?.startTime, entry),
		);
	} finally {
		await page.close();
	}
}
