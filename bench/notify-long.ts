import type { BrowserName } from '../tests/browser/driver/index.ts';
import type { Bench, Group } from './bench.ts';
import { exchange, latencies, missed, type Sent } from './exchange.ts';
import type { Figure } from './figure.ts';
import { openLoneWorld } from './notify.ts';
import { OwnClock } from './own-clock.ts';
import { cutNetwork, jump, killBackground, type Trouble, troubled } from './trouble.ts';

/**
 * As `notify`, for half an hour: in peace, with the background killed at random, with the network cut, and with
 * the browser's clock put forward and back.
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
	const clock = await OwnClock.make(await bench.directory());
	const { world, roomId } = await openLoneWorld(bench, browser, { env: clock.env });
	const parts: [string, Trouble[]][] = [
		['in peace', []],
		['background killed', [killBackground]],
		['network cut', [cutNetwork]],
		['clock put', [jump(clock)]],
	];
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
