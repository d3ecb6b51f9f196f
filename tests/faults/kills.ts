import { setTimeout as pause } from 'node:timers/promises';
import { Exchange } from './exchange.ts';
import type { Random } from './random.ts';
import { conclude, type Scenario } from './scenario.ts';
import { Traffic } from './traffic.ts';

const patienceMs = 90_000;
/** A moment that does not come is not waited for longer than this. */
const longestMomentMs = 2_500;
/** So many kills may pile up before the exchange has to have recovered from all of them. */
const killsInARow = 10;
/** More than one answer to a sync holds. */
const gap = 30;

const addresses = [
	/\/send\/m\.room\.encrypted\//,
	/\/sync\b/,
	/\/sendToDevice\//,
	/\/keys\/(upload|query|claim)/,
	/\/messages\?/,
	/\/room_keys\//,
] as const;

/** Kills the background at moments of a busy exchange: as a request leaves, as its answer comes, and at any other. */
export const kills: Scenario = async ({ world, isLong }, random) => {
	const count = isLong ? (world.browser.name === 'chromium' ? 200 : 20) : 12;
	const exchange = await Exchange.open(world, 'Kills');
	await exchange.bobSpeaksToNobody(gap);
	const traffic = new Traffic(world.browser.network);
	let killed = 0;
	while (killed < count) {
		exchange.fault = killed + 1;
		if (random.oneIn(25)) await exchange.bobSpeaksToNobody(gap);
		// The first message wakes the background that the last kill has left dead.
		const talk = Promise.all([alicesPart(exchange, random), bobsPart(exchange, random)]);
		await moment(traffic, random);
		if (await world.browser.isBackgroundAlive()) {
			await world.browser.killBackground();
			killed += 1;
		}
		await talk;
		if (killed % killsInARow === 0) await recovered(exchange);
	}
	traffic.stop();
	await exchange.aliceSays();
	conclude(
		world.browser.name === 'chromium' ? 'kills' : 'kills in Firefox',
		count,
		await exchange.audit(patienceMs),
	);
};

async function alicesPart(exchange: Exchange, random: Random): Promise<void> {
	await exchange.aliceSays();
	if (random.oneIn(3)) await exchange.lookBack();
	if (random.oneIn(2)) await exchange.aliceSays();
}

async function bobsPart(exchange: Exchange, random: Random): Promise<void> {
	if (random.oneIn(3)) await exchange.bobRotatesKeys();
	await exchange.bobSays();
	await pause(random.between(0, 500));
	await exchange.bobSays();
}

async function moment(traffic: Traffic, random: Random): Promise<void> {
	if (random.oneIn(3)) {
		await pause(random.between(0, longestMomentMs));
		return;
	}
	await traffic.next(random.pick(['request', 'answer']), random.pick(addresses), longestMomentMs);
	await pause(random.between(0, 60));
}

/** Has the dead background woken, and waits until it has caught up. */
async function recovered(exchange: Exchange): Promise<void> {
	await exchange.aliceSays();
	await exchange.settle(patienceMs);
}
