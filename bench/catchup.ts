import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { extensionIdOf, keepExtension } from '../tests/browser/driver/chromium-profile.ts';
import { until } from '../tests/browser/driver/index.ts';
import type { Bench, Group } from './bench.ts';
import { type Figure, ratio } from './figure.ts';
import type { EncryptedEvent } from './floor/olm.ts';
import { signIn } from './messa.ts';
import { bundle } from './page/bundle.ts';
import { call } from './page/surface.ts';
import type { Testimony } from './page/witness.ts';
import { Sender } from './sdk/sender.ts';
import { copyData } from './seed/data.ts';
import { inParallel } from './seed/parallel.ts';
import { missedRooms } from './seed/rooms.ts';
import { type BenchLogin, benchAccount, Synapse } from './seed/synapse.ts';
import { busyMs, type Span } from './spans.ts';
import { Watched } from './watched.ts';

/** As many as a first answer brings of a room, so that no gap is left for a person to fill. */
const perRoom = 20;
const missed = missedRooms * perRoom;
const width = 8;
const patienceMs = 60_000;

/**
 * How fast messages that were missed become readable rows, against the bare machine decrypting the same
 * messages in the same background. What the homeserver takes to answer is not counted. Before each reading
 * browser and homeserver are put back to where one slept and the other had the messages.
 */
export const catchup: Group = {
	name: 'catchup',
	figures: ['catchup/olm'],
	browsers: ['chromium'],
	limitMinutes: 7,
	isSeeded: true,
	measure,
};

async function measure(bench: Bench): Promise<Figure[]> {
	const night = await fallAsleepAndMiss(bench);
	const rate = (name: string): Figure => ({ name, unit: 'messages/s', readings: [] });
	const ours = rate('caught up');
	const bare = rate('bare OlmMachine');
	const whole: Figure = { name: 'catchup, from waking, with the homeserver', unit: 'ms', readings: [] };
	await bench.take([ours, bare, whole], async () => {
		await using stack = new AsyncDisposableStack();
		const messa = await restore(bench, night, stack);
		const { processingMs, wholeMs } = await catchUp(messa);
		const decryptionRate = new Function(
			'events',
			`${await bundle('floor/olm.ts', 'messaBench')}\nreturn messaBench.decryptionRate(events);`,
		) as (events: EncryptedEvent[]) => Promise<number>;
		const bareRate = await messa.browser.inBackground(decryptionRate, night.events);
		return [(missed / processingMs) * 1000, bareRate, wholeMs];
	});
	return [ratio('catchup/olm', ours, bare, { atLeast: 0.6 }), whole];
}

/** A browser that slept while messages came, and all that it needs to find them. */
interface Night {
	profileDir: string;
	extensionDir: string;
	server: { dataDir: string; port: number };
	events: EncryptedEvent[];
}

async function fallAsleepAndMiss(bench: Bench): Promise<Night> {
	const dir = await bench.directory();
	const profileDir = join(dir, 'sleeper');
	const extensionDir = await bench.extension('chromium');
	const server = await bench.homeserver();
	const erin = await Sender.signIn(server, benchAccount('erin'));
	const { missed: roomIds } = (await bench.data()).rooms;

	const messa = await Watched.launch(bench, 'chromium', { extensionDir, profileDir });
	await signIn(messa, server, benchAccount('away'), missedRooms);
	await messa.browser.close();
	await keepExtension(join(profileDir, 'profile'), extensionIdOf(join(profileDir, 'extension')));
	await cp(join(profileDir, 'profile'), join(dir, 'sleeping'), { recursive: true });

	bench.say(`${missed} messages are sent meanwhile`);
	await inParallel(roomIds, width, async (roomId) => {
		for (let number = 1; number <= perRoom; number += 1) {
			await erin.sendText(roomId, `Missed ${number}, about as long as people's messages are`);
		}
	});
	erin.stop();
	const events = await encryptedEvents(server, roomIds);
	await server.stop();
	const port = Number(new URL(server.baseUrl).port);
	return { profileDir, extensionDir, server: { dataDir: server.dataDir, port }, events };
}

async function encryptedEvents(server: Synapse, roomIds: string[]): Promise<EncryptedEvent[]> {
	const { token }: BenchLogin = await server.login(benchAccount('away'));
	const all: EncryptedEvent[] = [];
	for (const roomId of roomIds) {
		const path = `/rooms/${encodeURIComponent(roomId)}/messages?dir=b&limit=${perRoom}`;
		const { chunk } = await server.request<{ chunk: EncryptedEvent[] }>(path, { token });
		all.push(...chunk.map((event) => ({ ...event, room_id: roomId })));
	}
	return all;
}

/** Puts browser and homeserver back; the background has just been woken. */
async function restore(bench: Bench, night: Night, stack: AsyncDisposableStack): Promise<Watched> {
	const dir = await bench.directory();
	const { profileDir, extensionDir, server } = night;
	const dataDir = join(dir, 'restored');
	await rm(join(profileDir, 'profile'), { recursive: true, force: true });
	await cp(join(dir, 'sleeping'), join(profileDir, 'profile'), { recursive: true });
	await rm(dataDir, { recursive: true, force: true });
	await copyData(server.dataDir, dataDir);
	const messa = await Watched.launch(bench, 'chromium', { extensionDir, profileDir });
	stack.defer(() => messa.browser.close());
	await messa.killBackground();
	stack.use(await Synapse.start(dataDir, { port: server.port }));
	return messa;
}

/** Wakes the background and waits until all is readable. */
async function catchUp(messa: Watched): Promise<{ processingMs: number; wholeMs: number }> {
	const woken = await messa.wake();
	const told: Testimony[] = [];
	const isDone = (one: Testimony): boolean => one.kind === 'stored' && one.readable >= missed;
	const done = await until(
		async () => `${missed} readable messages: ${JSON.stringify(told.at(-1))}`,
		async () => {
			told.push(...(await call(messa.desk, 'testimony')));
			return told.find(isDone);
		},
		patienceMs,
	);
	const waits = told.flatMap((one): Span[] =>
		one.kind === 'fetched' && /sync|messages/.test(one.path) ? [{ begin: one.begun, end: one.time }] : [],
	);
	const begin = Math.min(...waits.map((wait) => wait.begin));
	return { processingMs: done.time - begin - busyMs(waits, begin, done.time), wholeMs: done.time - woken };
}
