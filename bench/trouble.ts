import type { World } from '../tests/browser/world.ts';
import type { Bench } from './bench.ts';
import { pause } from './clock.ts';
import { between } from './exchange.ts';
import type { OwnClock } from './own-clock.ts';

/** Something happens to the background or the network so often. */
const gapMs: [number, number] = [15_000, 30_000];
const outageMs: [number, number] = [3_000, 10_000];
const jumpHours = 6;

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

/** Puts the browser's clock hours before or behind the true time. */
export function jump(clock: OwnClock): Trouble {
	return async () => {
		const hours = between([-jumpHours, jumpHours]);
		clock.put(hours * 3600);
		return `the clock was put ${hours.toFixed(1)} hours off`;
	};
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
