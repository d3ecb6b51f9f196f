import type { BrowserName } from '../tests/browser/driver/index.ts';
import type { Bench, Group } from './bench.ts';
import { exchange, latencies, missed, type Sent } from './exchange.ts';
import { FakeClock } from './fake-clock.ts';
import type { Figure } from './figure.ts';
import { openLoneWorld } from './notify.ts';
import { cutNetwork, killBackground, type Trouble, troubled } from './trouble.ts';

/**
 * As `notify`, for half an hour: a part of it in peace, one with the background killed at random, one with the
 * network cut, and one with the computer's clock put forward and back, where libfaketime is there to do it.
 */
export const notifyLong: Group = {
	name: 'notify.long',
	figures: ['notify.long'],
	browsers: ['chromium', 'firefox'],
	limitMinutes: 10,
	minutes: 30,
	isOnRequest: true,
	measure,
};

async function measure(bench: Bench, browser: BrowserName): Promise<Figure[]> {
	const clock = await FakeClock.make(bench);
	if (!clock) bench.say('without libfaketime the clock stays as it is');
	const { world, roomId } = await openLoneWorld(bench, browser, clock?.env);
	const parts: [string, Trouble[]][] = [
		['in peace', []],
		['background killed', [killBackground]],
		['network cut', [cutNetwork]],
	];
	if (clock) parts.push(['clock put', [() => clock.jump()]]);
	const figures: Figure[] = [];
	const all: Sent[] = [];
	for (const [name, troubles] of parts) {
		const partMs = (bench.minutes * 60_000) / parts.length;
		const sent = await exchange(world, roomId, partMs, (isOver) => troubled(bench, world, troubles, isOver));
		bench.say(`${name}: ${sent.length} messages, ${missed(sent)} missed`);
		all.push(...sent);
		const p95AtMost = troubles.length === 0 ? 3_000 : 45_000;
		figures.push({
			name: `notify.long, ${name}`,
			unit: 'ms',
			browser,
			readings: latencies(sent),
			goal: { p95AtMost },
		});
	}
	const whole: Figure = { name: 'notify.long', unit: 'ms', browser, readings: latencies(all) };
	const lost: Figure = { name: 'notify.long, missed', unit: 'messages', browser, readings: [missed(all)] };
	return [{ ...whole, goal: { p95AtMost: 45_000 } }, ...figures, { ...lost, goal: { atMost: 0 } }];
}
