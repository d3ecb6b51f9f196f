import { setTimeout as pause } from 'node:timers/promises';
import { Exchange } from './exchange.ts';
import { conclude, type Scenario } from './scenario.ts';

const patienceMs = 120_000;
const hourS = 3_600;

/** The homeserver is killed again and again while both go on talking. */
export const restarts: Scenario = async ({ world, isLong }, random) => {
	const count = isLong ? 10 : 2;
	const { alice } = world.servers;
	const exchange = await Exchange.open(world, 'Restarts');
	for (let restart = 1; restart <= count; restart += 1) {
		exchange.fault = restart;
		const talk = Promise.all([exchange.aliceSays(), exchange.bobSays()]);
		await pause(random.between(0, 400));
		await alice.kill();
		await talk;
		await talkOn(exchange);
		await alice.start();
		await talkOn(exchange);
	}
	conclude('server killed', count, await exchange.audit(patienceMs));
};

/** The homeserver's clock goes ahead, back (in the long form behind the true time), and right again. */
export const clock: Scenario = async ({ world, isLong }) => {
	const offsets = isLong ? [10 * hourS, -10 * hourS, 0] : [10 * hourS, 0];
	const exchange = await Exchange.open(world, 'Clock');
	for (const [index, offsetS] of offsets.entries()) {
		exchange.fault = index + 1;
		await talkOn(exchange);
		await world.servers.alice.moveClock(offsetS);
		await talkOn(exchange);
		await exchange.settle(patienceMs);
	}
	conclude('server’s clock moved', offsets.length, await exchange.audit(patienceMs));
};

/** The homeserver forgets how far the account has come, as Synapse does with connections of sliding sync. */
export const position: Scenario = async ({ world, isLong }) => {
	const count = isLong ? 5 : 1;
	const exchange = await Exchange.open(world, 'Position');
	// Classic sync has no position that could expire.
	if ((await exchange.stored()).source !== 'sliding') return;
	for (let expiry = 1; expiry <= count; expiry += 1) {
		exchange.fault = expiry;
		await talkOn(exchange);
		await world.servers.alice.tamper(['DELETE FROM sliding_sync_connections']);
		await talkOn(exchange);
		await exchange.settle(patienceMs);
	}
	conclude('sliding position expired', count, await exchange.audit(patienceMs));
};

async function talkOn(exchange: Exchange): Promise<void> {
	await Promise.all([exchange.aliceSays(), exchange.bobSays()]);
}
