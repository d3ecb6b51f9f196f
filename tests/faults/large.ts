import { Exchange } from './exchange.ts';
import { Injector } from './inject.ts';
import { conclude, type Scenario } from './scenario.ts';

const patienceMs = 120_000;
const mib = 1024 * 1024;
/** A part of the answer is in events as large as they may be, the rest in what only the answer itself holds. */
const eventBytes = 60 * 1024;
const eventCount = 100;
const paddingBytes = 50 * mib - eventCount * eventBytes;

/** An answer to a sync of 50 MB: it is taken in whole, and what comes after it too. */
export const largeAnswer: Scenario = async ({ world }) => {
	const exchange = await Exchange.open(world, 'Large');
	exchange.fault = 1;
	const before = Array.from({ length: eventCount }, (_, index) => ({
		event_id: `$large${index}`,
		type: 'org.example.large',
		sender: world.bob.userId,
		origin_server_ts: Date.now(),
		content: { padding: 'x'.repeat(eventBytes) },
	}));
	const injector = new Injector(world.browser.network, exchange.roomId);
	await exchange.bobSays();
	await exchange.settle(patienceMs);
	injector.injection = {
		before,
		after: [],
		fields: { 'org.example.padding': 'x'.repeat(paddingBytes) },
	};
	// What was asked for before passes as it is.
	while (injector.count === 0) {
		await exchange.bobSays();
		await exchange.settle(patienceMs);
	}
	injector.stop();
	await Promise.all([exchange.aliceSays(), exchange.bobSays()]);
	await exchange.settle(patienceMs);
	const audit = await exchange.audit(patienceMs);
	const { rows } = await exchange.stored();
	const kept = rows.filter(({ type }) => type === 'org.example.large').length;
	conclude(
		'sync answer of 50 MB',
		1,
		audit,
		kept === before.length ? [] : [`${before.length - kept} events missing`],
	);
};
