import type { BrowserName } from '../tests/browser/driver/index.ts';
import type { Bench, Group } from './bench.ts';
import { type Figure, ratio } from './figure.ts';
import { comparedExtension } from './floor/extension.ts';
import { heapOf } from './heap.ts';
import { launchMessa, signIn } from './messa.ts';
import { Sender } from './sdk/sender.ts';
import { roomCounts } from './seed/rooms.ts';
import { benchAccount, type Synapse } from './seed/synapse.ts';
import { Watched } from './watched.ts';

/**
 * From a dead background to a message that is decrypted and notified, in an account of many rooms and in one
 * of few, against the least that any background must do. All in turns, each in a browser of its own.
 */
export const wake: Group = {
	name: 'wake',
	figures: ['wake.1000/5', 'wake/floor', 'heap.1000/5'],
	browsers: ['chromium', 'firefox'],
	limitMinutes: 5,
	isSeeded: true,
	measure,
};

async function measure(bench: Bench, browser: BrowserName): Promise<Figure[]> {
	const server = await bench.homeserver();
	const carol = await Sender.signIn(server, benchAccount('carol'));
	bench.started.defer(() => carol.stop());
	bench.say(`an account with ${roomCounts.five} rooms, one with ${roomCounts.thousand}, and a floor`);
	const few = await sleeper(bench, browser, server, carol, 'five');
	const many = await sleeper(bench, browser, server, carol, 'thousand');
	const floor = await launchFloor(bench, browser, server);

	const figure = (name: string, unit: string): Figure => ({ name, unit, browser, readings: [] });
	const wakes = [
		figure('wake, 1,000 rooms', 'ms'),
		figure('wake, 5 rooms', 'ms'),
		figure('floor', 'ms'),
	] as const;
	const heaps = [figure('heap, 1,000 rooms', 'MB'), figure('heap, 5 rooms', 'MB')] as const;
	await bench.take([...wakes, ...(browser === 'chromium' ? heaps : [])], async () => {
		const [inMany, inFew] = [await many(), await few()];
		const times = [inMany.wakeMs, inFew.wakeMs, await wakeFloor(floor)];
		if (browser === 'firefox') return times;
		return [...times, inMany.heapMb ?? Number.NaN, inFew.heapMb ?? Number.NaN];
	});
	const [thousand, five, least] = wakes;
	const figures = [
		ratio('wake.1000/5', thousand, five, { atMost: 1.15 }),
		ratio('wake/floor', five, least, { atMost: 1.3 }),
	];
	return browser === 'firefox' ? figures : [...figures, ratio('heap.1000/5', ...heaps, { atMost: 1.2 })];
}

interface Wake {
	/** From being woken to the notification of a message that came in its sleep. */
	wakeMs: number;
	/** What it held when it was at rest again, where the browser tells. */
	heapMb?: number;
}

/** An account that is signed in, in a room with Carol, and asleep. @returns what wakes it and lets it sleep again. */
async function sleeper(
	bench: Bench,
	browser: BrowserName,
	server: Synapse,
	carol: Sender,
	username: 'five' | 'thousand',
): Promise<() => Promise<Wake>> {
	const account = benchAccount(username);
	const roomId = await carol.makeRoom('News', [await server.login(account)]);
	const watched = await launchMessa(bench, browser);
	await signIn(watched, server, account, roomCounts[username] + 1);
	return async () => {
		await watched.killBackground();
		const body = `News ${crypto.randomUUID()}`;
		await carol.sendText(roomId, body);
		const begun = await watched.wake();
		const isNotified = await watched.whenTold(
			'the notification',
			(told) => told.kind === 'notified' && told.message.includes(body),
		);
		// It does not work on beside the next reading, which is another's.
		await watched.untilQuiet();
		const heap = browser === 'chromium' ? { heapMb: await heapOf(watched) } : {};
		await watched.killBackground();
		return { wakeMs: isNotified - begun, ...heap };
	};
}

async function launchFloor(bench: Bench, browser: BrowserName, server: Synapse): Promise<Watched> {
	const { userId, deviceId, token } = await server.login(benchAccount('dave'));
	const session = { baseUrl: server.baseUrl, userId, deviceId, accessToken: token };
	const extensionDir = await comparedExtension(browser, 'worker.ts', session, await bench.directory());
	return Watched.launch(bench, browser, { extensionDir });
}

async function wakeFloor(floor: Watched): Promise<number> {
	await floor.killBackground();
	const begun = await floor.wake();
	const answered = await floor.whenTold('the floor', ({ kind }) => kind === 'answered');
	await floor.killBackground();
	return answered - begun;
}
