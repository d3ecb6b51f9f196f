import { setTimeout as pause } from 'node:timers/promises';
import { Chaos } from './chaos.ts';
import { Exchange } from './exchange.ts';
import { conclude, type Scenario } from './scenario.ts';

const patienceMs = 120_000;
/** Long and short form of the bad time. */
const longMs = 600_000;
const shortMs = 20_000;
const between = { fewestMs: 100, mostMs: 800 };
/** One request in so many comes to harm. */
const share = 3;
const gap = 30;

/** A bad line for a while of traffic, then a good one: everything must arrive in the end. */
export const proxy: Scenario = async ({ world, isLong }, random) => {
	const { network } = world.browser;
	const exchange = await Exchange.open(world, 'Proxy');
	const chaos = new Chaos();
	network.setMeddler(chaos.meddler(random, share));
	const end = Date.now() + (isLong ? longMs : shortMs);
	const breath = async (): Promise<void> => {
		exchange.fault = chaos.count;
		await pause(random.between(between.fewestMs, between.mostMs));
	};
	const alice = async (): Promise<void> => {
		while (Date.now() < end) {
			await exchange.aliceSays();
			if (random.oneIn(4)) await exchange.lookBack();
			await breath();
		}
	};
	const bob = async (): Promise<void> => {
		while (Date.now() < end) {
			if (random.oneIn(4)) await exchange.bobRotatesKeys();
			if (random.oneIn(40)) await exchange.bobSpeaksToNobody(gap);
			else await exchange.bobSays();
			await breath();
		}
	};
	await Promise.all([alice(), bob()]);
	network.setMeddler(undefined);
	console.table(Object.fromEntries(chaos.counts));
	// A person who looks is what ends a long wait for the next try.
	await exchange.aliceSays();
	conclude('proxy', chaos.count, await exchange.audit(patienceMs));
};
