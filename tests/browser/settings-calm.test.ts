import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { untilBackedUp } from './backed-up.ts';
import { browserName } from './driver/browser-name.ts';
import type { Surface } from './driver/index.ts';
import { chatWithBob, signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

/** Chromium tells what has moved on a page: https://wicg.github.io/layout-instability. */
interface Shift extends PerformanceEntry {
	sources: { node: Node | null }[];
}

let world: World;

beforeAll(async () => {
	world = await openWorld(browserName);
	await signIn(world);
	await (await chatWithBob(world)).popup.close();
	await untilBackedUp(world, 1);
});

afterAll(async () => {
	await world?.stop();
});

/** What has moved on the page so far without the person having done anything. */
async function shifts(page: Surface): Promise<string[]> {
	return page.evaluate(
		() =>
			new Promise<string[]>((resolve) => {
				const tell = (entries: PerformanceEntry[]): void =>
					resolve(
						entries.flatMap((entry) =>
							(entry as Shift).sources.map(({ node }) => (node?.textContent ?? '').slice(0, 60)),
						),
					);
				const observer = new PerformanceObserver((list) => tell(list.getEntries()));
				observer.observe({ type: 'layout-shift', buffered: true });
				// Nothing is told where nothing has moved.
				requestAnimationFrame(() => requestAnimationFrame(() => tell(observer.takeRecords())));
			}),
	);
}

async function openSettings(width: number): Promise<Surface> {
	const settings = await world.browser.page('options.html', { width, height: 800 });
	await settings.see({ role: 'list', name: 'Devices' });
	await settings.see(/^On\. Your homeserver keeps/);
	return settings;
}

describe.runIf(browserName === 'chromium')('the settings', () => {
	it.each([1280, 800, 320])(
		'do not move under the pointer while their cards are filled, %i px wide',
		async (width) => {
			const settings = await openSettings(width);
			expect(await shifts(settings)).toEqual([]);
			await settings.close();
		},
	);

	it('would be seen moving', async () => {
		const settings = await openSettings(800);
		await settings.evaluate(() => {
			const main = document.querySelector('main');
			main?.insertBefore(document.createElement('p'), main.children[1] ?? null).append('Look here');
		});
		expect((await shifts(settings)).length).toBeGreaterThan(0);
		await settings.close();
	});
});
