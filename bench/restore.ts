import { until } from '../tests/browser/driver/index.ts';
import type { Bench, Group } from './bench.ts';
import { type Figure, ratio } from './figure.ts';
import { type KeptKeys, keeper, keptKeys, roomCount } from './keys/backup.ts';
import { launchMessa, signInAndRecover } from './messa.ts';
import { bundle } from './page/bundle.ts';
import type { Restored } from './page/restore.ts';
import { call } from './page/surface.ts';
import { extensionMemoryMb } from './processes.ts';
import type { Watched } from './watched.ts';

const patienceMs = 600_000;
const some = 20_000;
/** Those of many years: so many have frozen clients. */
const many = 120_000;

/** All keys of a backup onto a device that has none, against a bare matrix-js-sdk client in a page of the same browser. */
export const restore: Group = {
	name: 'restore',
	figures: ['restore/sdk'],
	browsers: ['chromium'],
	limitMinutes: 8,
	measure: compare,
};

/** The keys of many years, once: how long it takes, what a window has to wait meanwhile, what it costs in memory. */
export const restoreMany: Group = {
	name: 'many-keys',
	figures: ['many-keys'],
	browsers: ['chromium'],
	limitMinutes: 20,
	measure: bringMany,
};

async function compare(bench: Bench): Promise<Figure[]> {
	const kept = await keptKeys(bench, some);
	const messa = await launchMessa(bench, 'chromium');
	await messa.desk.host.evaluate(`(() => {\n${await bundle('floor/sdk-restore.ts', 'messaBare')}\n})()`);
	const ours: Figure = { name: `restore, ${some} keys`, unit: 'keys/s', readings: [] };
	const bare: Figure = { name: 'the same by restoreKeyBackup', unit: 'keys/s', readings: [] };
	const longest: Figure = { name: 'longest answer meanwhile', unit: 'ms', readings: [] };
	await bench.take([ours, bare, longest], async () => {
		const { keys, tookMs, longestAnswerMs } = (await bring(messa, kept)).restored;
		return [(keys / tookMs) * 1000, await bareRate(messa, kept), longestAnswerMs];
	});
	return [ratio('restore/sdk', ours, bare, { atLeast: 0.6 }), longest];
}

async function bringMany(bench: Bench): Promise<Figure[]> {
	const kept = await keptKeys(bench, many);
	const messa = await launchMessa(bench, 'chromium');
	const { restored, beforeMb, mostMb } = await bring(messa, kept);
	const reported = (name: string, unit: string, reading: number): Figure => ({
		name: `many-keys: ${name}`,
		unit,
		readings: [reading],
	});
	return [
		reported(`${restored.keys} keys`, 's', restored.tookMs / 1000),
		reported('longest answer meanwhile', 'ms', restored.longestAnswerMs),
		reported('memory of the extension before', 'MB', beforeMb),
		reported('most meanwhile', 'MB', mostMb),
	];
}

/** Signs in as a new device, brings all keys, and signs out again. */
async function bring(
	messa: Watched,
	{ server, recoveryKey }: KeptKeys,
): Promise<{ restored: Restored; beforeMb: number; mostMb: number }> {
	const { desk, browser } = messa;
	await signInAndRecover(messa, server, keeper, recoveryKey, roomCount);
	const memory = (): number => extensionMemoryMb(browser.profileDir);
	const beforeMb = memory();
	let mostMb = beforeMb;
	await call(desk, 'beginRestore', keeper.userId);
	const restored = await until(
		'all keys',
		async () => {
			mostMb = Math.max(mostMb, memory());
			return (await call(desk, 'restored')) ?? undefined;
		},
		patienceMs,
	);
	await messa.untilQuiet();
	await call(desk, 'signOut');
	return { restored, beforeMb, mostMb };
}

async function bareRate({ desk }: Watched, { server, recoveryKey }: KeptKeys): Promise<number> {
	const { userId, deviceId, token } = await server.login(keeper);
	const session = { baseUrl: server.baseUrl, userId, deviceId, accessToken: token };
	const given = [session, recoveryKey].map((one) => JSON.stringify(one)).join(', ');
	return (await desk.host.evaluate(`(async () => messaBare.restoreRate(${given}))()`)) as number;
}
