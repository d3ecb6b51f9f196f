import { type Surface, until } from '../tests/browser/driver/index.ts';
import type { Bench, Group } from './bench.ts';
import { now, pause } from './clock.ts';
import { type Figure, ratio } from './figure.ts';
import { launchMessa } from './messa.ts';
import { call, equip } from './page/surface.ts';
import { roomCounts } from './seed/rooms.ts';
import { benchAccount, type Synapse } from './seed/synapse.ts';
import type { Watched } from './watched.ts';

type Username = 'twenty' | 'thousand';

/** So many lines fill the popup. */
const usable = 10;
const patienceMs = 120_000;
const lookEveryMs = 50;
/** All messages of a thousand rooms take minutes: progress is looked at for as long after the rooms are here. */
const lookOnMs = 10_000;

/** From the password to chats that can be used, in the popup's page, in an account of many rooms and one of few. */
export const signIn: Group = {
	name: 'signin',
	figures: ['signin.1000/20'],
	browsers: ['chromium'],
	limitMinutes: 5,
	isSeeded: true,
	measure: async (bench) => {
		const { server, messa, page } = await open(bench, true);
		const many = figure('sign-in, 1,000 rooms');
		const few = figure('sign-in, 20 rooms');
		await bench.take([many, few], async () => {
			const readings: number[] = [];
			for (const username of ['thousand', 'twenty'] as const) {
				readings.push((await signInAs(page, server, username)).usableMs);
				await signOut(messa, page);
			}
			return readings;
		});
		return [ratio('signin.1000/20', many, few, { atMost: 1.5 })];
	},
};

/** The same where the homeserver knows classic sync only, and how long it is until all rooms are here. */
export const signInClassic: Group = {
	name: 'signin.classic',
	figures: ['signin.classic'],
	browsers: ['chromium'],
	limitMinutes: 6,
	isSeeded: true,
	measure: async (bench) => {
		const { server, messa, page } = await open(bench, false);
		const first = figure('signin.classic, first usable');
		const all = figure('signin.classic, all rooms');
		const steps: Figure = { ...figure('signin.classic, progress shown'), unit: 'steps' };
		await bench.take([first, all, steps], async () => {
			const { begun, usableMs } = await signInAs(page, server, 'thousand');
			const { allMs, seen } = await untilAll(messa, begun);
			await signOut(messa, page);
			return [usableMs, allMs, seen];
		});
		return [first, all, steps];
	},
};

function figure(name: string): Figure {
	return { name, unit: 'ms', readings: [] };
}

async function open(
	bench: Bench,
	offersSliding: boolean,
): Promise<{ server: Synapse; messa: Watched; page: Surface }> {
	const server = await bench.homeserver({ offersSliding });
	bench.say(`a homeserver ${offersSliding ? 'with' : 'without'} sliding sync`);
	const messa = await launchMessa(bench, 'chromium');
	return { server, messa, page: await equip(await messa.browser.page('popup.html')) };
}

async function signInAs(
	page: Surface,
	server: Synapse,
	username: Username,
): Promise<{ begun: number; usableMs: number }> {
	const { userId, password } = benchAccount(username);
	const usableAt = call(page, 'whenRoomsArePainted', usable);
	const begun = await call(page, 'signIn', { baseUrl: server.baseUrl, user: userId, password });
	return { begun, usableMs: (await usableAt) - begun };
}

/** Looks on until all rooms are in the store, and a little longer. `seen` is how many different counts the status told. */
async function untilAll({ desk }: Watched, begun: number): Promise<{ allMs: number; seen: number }> {
	const counts = new Set<number>();
	await until(
		'all rooms',
		async () => {
			const { rooms, done } = await call(desk, 'progress');
			if (done !== undefined) counts.add(done);
			await pause(lookEveryMs);
			return rooms >= roomCounts.thousand || undefined;
		},
		patienceMs,
	);
	const allMs = now() - begun;
	for (const end = now() + lookOnMs; now() < end; await pause(lookEveryMs)) {
		const { done } = await call(desk, 'progress');
		if (done !== undefined) counts.add(done);
	}
	return { allMs, seen: counts.size };
}

async function signOut(messa: Watched, page: Surface): Promise<void> {
	await call(page, 'signOut');
	await messa.untilQuiet();
}
