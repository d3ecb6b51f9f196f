import type { World } from '../tests/browser/world.ts';
import type { Bench } from './bench.ts';
import { pause } from './clock.ts';
import { between } from './exchange.ts';

/** Something happens to the background or the network so often. */
const gapMs: [number, number] = [15_000, 30_000];
const outageMs: [number, number] = [3_000, 10_000];

/** What goes wrong. @returns what it was, in words. */
export type Trouble = (world: World) => Promise<string>;

export async function killBackground({ browser }: World): Promise<string> {
	await browser.killBackground();
	return 'the background was killed';
}

export async function cutNetwork({ browser }: World): Promise<string> {
	const lasts = between(outageMs);
	browser.network.setOffline(true);
	await pause(lasts);
	browser.network.setOffline(false);
	return `the network was cut for ${Math.round(lasts / 1000)} s`;
}

/** Has one of the troubles come at random, again and again. */
export async function troubled(
	bench: Bench,
	world: World,
	troubles: Trouble[],
	isOver: () => boolean,
): Promise<void> {
	while (troubles.length > 0 && !isOver()) {
		await pause(between(gapMs));
		const trouble = troubles[Math.floor(Math.random() * troubles.length)];
		if (trouble) bench.say(await trouble(world));
	}
}
