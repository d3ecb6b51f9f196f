import type { Bench, Group } from './bench.ts';
import { pause } from './clock.ts';
import { type Figure, ratio } from './figure.ts';
import { comparedExtension } from './floor/extension.ts';
import { launchMessa, signIn } from './messa.ts';
import { extensionCpuSeconds } from './processes.ts';
import { roomCounts } from './seed/rooms.ts';
import { benchAccount } from './seed/synapse.ts';
import { Watched } from './watched.ts';

/** All that either does again and again falls into it: polls, the call every 20 s, the alarm every 30 s. */
const windowMs = 60_000;
/** A window begins so long after the one before: they overlap. */
const stepMs = 10_000;
/** At rest a background takes less than that of a step. */
const restShare = 0.02;
const patienceMs = 90_000;

/**
 * The CPU time of a background that is awake while nothing happens, against matrix-js-sdk's own client in a
 * background like it; both on the same account and over the same seconds.
 */
export const idle: Group = {
	name: 'idle',
	figures: ['idle.cpu'],
	browsers: ['chromium'],
	limitMinutes: 6,
	isSeeded: true,
	measure,
};

async function measure(bench: Bench): Promise<Figure[]> {
	const server = await bench.homeserver();
	const account = benchAccount('threehundred');
	bench.say(`Messa and matrix-js-sdk on an account with ${roomCounts.threehundred} rooms`);
	const messa = await launchMessa(bench, 'chromium');
	await signIn(messa, server, account, roomCounts.threehundred);
	const { userId, deviceId, token } = await server.login(account);
	const session = { baseUrl: server.baseUrl, userId, deviceId, accessToken: token };
	const extensionDir = await comparedExtension('chromium', 'sdk-worker.ts', session, await bench.directory());
	const sdk = await Watched.launch(bench, 'chromium', { extensionDir });
	// Nothing but the backgrounds is to be in the extensions' processes.
	await Promise.all([messa.desk.close(), sdk.desk.close()]);
	const profiles = [messa.browser.profileDir, sdk.browser.profileDir];
	await untilAtRest(bench, profiles);

	const samples: Sample[] = [sample(profiles)];
	const overlap = windowMs / stepMs;
	while (samples.length < bench.repeats + overlap) {
		await pause(stepMs);
		samples.push(sample(profiles));
	}
	for (const { browser } of [messa, sdk]) {
		if (!(await browser.isBackgroundAlive())) throw new Error('a background fell asleep');
	}
	const readings = (which: number): number[] =>
		samples.slice(overlap).map((end, index) => perHour(samples[index] as Sample, end, which));
	const ours: Figure = { name: 'idle.cpu', unit: 'CPU s/h', readings: readings(0) };
	const theirs: Figure = { name: 'idle.cpu of matrix-js-sdk', unit: 'CPU s/h', readings: readings(1) };
	return [ours, ratio('idle.cpu/sdk', ours, theirs, { atMost: 1 })];
}

interface Sample {
	time: number;
	/** CPU seconds so far, of each browser's extension. */
	used: number[];
}

function sample(profiles: string[]): Sample {
	return { time: performance.now(), used: profiles.map(extensionCpuSeconds) };
}

function perHour(from: Sample, to: Sample, which: number): number {
	return usedBetween(from, to, which) / ((to.time - from.time) / 3_600_000);
}

function usedBetween(from: Sample, to: Sample, which: number): number {
	return (to.used[which] ?? Number.NaN) - (from.used[which] ?? Number.NaN);
}

/** Waits until neither has anything left to do from its start. */
async function untilAtRest(bench: Bench, profiles: string[]): Promise<void> {
	const end = performance.now() + patienceMs;
	for (let before = sample(profiles); ; ) {
		await pause(stepMs);
		const now = sample(profiles);
		const from = before;
		const seconds = (now.time - from.time) / 1000;
		const isAtRest = profiles.every((_, which) => usedBetween(from, now, which) < seconds * restShare);
		if (isAtRest || performance.now() > end) {
			bench.say(isAtRest ? 'both are at rest' : 'not at rest, but begun all the same');
			return;
		}
		before = now;
	}
}
