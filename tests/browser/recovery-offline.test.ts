import { afterAll, beforeAll, expect, it } from 'vitest';
import { untilBackedUp } from './backed-up.ts';
import { browserName } from './driver/browser-name.ts';
import { chatWithBob, signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

const backup = /\/room_keys\/keys\?/;

let world: World;

beforeAll(async () => {
	world = await openWorld(browserName);
	const { network } = world.browser;
	// The background gets no key into the backup before it dies.
	network.setMeddler(async ({ url }, pass) => (backup.test(url) ? undefined : await pass()));
	await signIn(world);
	await (await chatWithBob(world)).popup.close();
	network.record();
});

afterAll(async () => {
	await world?.stop();
});

it('backs up the keys that it holds once it is online, though it started without a network', async () => {
	const { browser } = world;
	browser.network.setOffline(true);
	browser.network.setMeddler(undefined);
	await browser.killBackground();
	const popup = await browser.popup();
	await popup.see(/^Offline/, { timeoutMs: 60_000 });
	expect(browser.network.sent.filter(({ url }) => backup.test(url))).toEqual([]);
	browser.network.setOffline(false);
	await untilBackedUp(world, 1);
});
