import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserName } from './driver/browser-name.ts';
import { type Surface, untilTrue } from './driver/index.ts';
import { chatWithBob, signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

const count = 120;
const all = Array.from({ length: count }, (_, index) => `Message ${index + 1} of ${count}`);

let world: World;
let popup: Surface;
let roomId: string;

beforeAll(async () => {
	world = await openWorld(browserName);
	await signIn(world);
	({ popup, roomId } = await chatWithBob(world));
	await popup.close();
	world.browser.network.setOffline(true);
	for (const text of all) await world.bob.sendText(roomId, text);
	world.browser.network.setOffline(false);
});

afterAll(async () => {
	await world?.stop();
});

/** The numbered messages on screen, from the top. */
async function shown(): Promise<string[]> {
	const texts = await popup.texts({ role: 'article' });
	return texts.flatMap((text) => /Message \d+ of \d+/.exec(text) ?? []);
}

describe('what was said while one was away', () => {
	it('is there from the newest', async () => {
		popup = await world.browser.popup();
		await popup.see(all.at(-1) ?? '', { timeoutMs: 60_000 });
		expect(await popup.count(all[0] ?? '')).toBe(0);
	});

	it('goes on by itself after the network was away', async () => {
		world.browser.network.setOffline(true);
		await popup.see('Offline. Messages will be sent when you are back');
		await untilTrue('what is missing to be wanted', async () => {
			await popup.scrollToTop({ role: 'article', nth: 0 });
			return (await popup.count({ role: 'button', name: 'Retry' })) > 0;
		});
		world.browser.network.setOffline(false);
		await popup.dontSee({ role: 'button', name: 'Retry' }, { timeoutMs: 60_000 });
		await popup.dontSee(/^Offline/);
	});

	it('comes page by page as one scrolls up to the very first, each once and in order', async () => {
		await untilTrue(
			'the first message',
			async () => {
				await popup.scrollToTop({ role: 'article', nth: 0 });
				return (await popup.count(all[0] ?? '')) > 0;
			},
			60_000,
		);
		expect(await shown()).toEqual(all);
		await popup.dontSee('Loading older messages');
		const texts = await popup.texts({ role: 'log', name: 'Messages' });
		expect(texts.join()).toMatch(/Alice created the room[\s\S]*Hello Alice[\s\S]*Message 1 of/);
	});

	it('is there at once when the popup opens again, from the newest', async () => {
		await popup.close();
		await world.browser.killBackground();
		world.browser.network.setOffline(true);
		popup = await world.browser.popup();
		await popup.see(all.at(-1) ?? '');
		await untilTrue('the first message', async () => {
			await popup.scrollToTop({ role: 'article', nth: 0 });
			return (await popup.count(all[0] ?? '')) > 0;
		});
		expect(await shown()).toEqual(all);
	});
});
