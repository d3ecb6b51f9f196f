import type { BrowserName, LaunchOptions } from '../tests/browser/driver/index.ts';
import { chatWithBob, signIn } from '../tests/browser/steps.ts';
import { openWorld, type World } from '../tests/browser/world.ts';
import type { Bench, Group } from './bench.ts';
import { exchange, latencies, missed } from './exchange.ts';
import type { Figure } from './figure.ts';
import { cutNetwork, killBackground, troubled } from './trouble.ts';

/**
 * From a peer's sending to the notification, on another homeserver and with no window open: for half of the
 * time in peace, for the other half while the background is killed and the network cut at random.
 */
export const notify: Group = {
	name: 'notify',
	figures: ['notify.peace', 'notify.trouble', 'notify.missed'],
	browsers: ['chromium', 'firefox'],
	limitMinutes: 6,
	measure,
};

async function measure(bench: Bench, browser: BrowserName): Promise<Figure[]> {
	const { world, roomId } = await openLoneWorld(bench, browser);
	const halfMs = (bench.minutes * 60_000) / 2;
	const peace = await exchange(world, roomId, halfMs, async () => {});
	bench.say(`in peace: ${peace.length} messages`);
	const trouble = await exchange(world, roomId, halfMs, (isOver) =>
		troubled(bench, world, [killBackground, cutNetwork], isOver),
	);
	bench.say(`in trouble: ${trouble.length} messages`);
	const figure = (name: string, unit: string, readings: number[]): Figure => ({
		name,
		unit,
		browser,
		readings,
	});
	return [
		{ ...figure('notify.peace', 'ms', latencies(peace)), goal: { atMost: 1_000, p95AtMost: 3_000 } },
		{ ...figure('notify.trouble', 'ms', latencies(trouble)), goal: { p95AtMost: 45_000 } },
		{ ...figure('notify.missed', 'messages', [missed([...peace, ...trouble])]), goal: { atMost: 0 } },
	];
}

/** Alice and Bob in a chat, and no window of Messa's open. */
export async function openLoneWorld(
	bench: Bench,
	browser: BrowserName,
	options: LaunchOptions = {},
): Promise<{ world: World; roomId: string }> {
	const world = await openWorld(browser, options);
	bench.started.defer(() => world.stop());
	await signIn(world);
	const { popup, roomId } = await chatWithBob(world);
	await popup.click({ role: 'button', name: 'Back' });
	await popup.close();
	return { world, roomId };
}
