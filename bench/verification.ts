import { VerificationPhase } from 'matrix-js-sdk/lib/crypto-api/index.js';
import type { BrowserName } from '../tests/browser/driver/index.ts';
import { SdkDevice } from '../tests/homeserver/sdk-device.ts';
import type { Bench, Group } from './bench.ts';
import { now } from './clock.ts';
import type { Figure } from './figure.ts';
import { launchMessa, signIn } from './messa.ts';
import { call } from './page/surface.ts';
import { roomCounts } from './seed/rooms.ts';
import { benchAccount } from './seed/synapse.ts';

/** From asking another device to both knowing that the emoji were the same, with people who confirm at once. */
export const verification: Group = {
	name: 'verification',
	figures: ['verification.roundtrip'],
	browsers: ['chromium', 'firefox'],
	limitMinutes: 4,
	isSeeded: true,
	measure,
};

async function measure(bench: Bench, browser: BrowserName): Promise<Figure[]> {
	const server = await bench.homeserver();
	const account = benchAccount('five');
	const homeserver = {
		baseUrl: server.baseUrl,
		login: async (username: string, password: string) => server.login({ ...account, username, password }),
	};
	const messa = await launchMessa(bench, browser);
	await signIn(messa, server, account, roomCounts.five);
	const roundtrip: Figure = { name: 'verification.roundtrip', unit: 's', browser, readings: [] };
	await bench.take([roundtrip], async () => {
		const other = await SdkDevice.signIn(homeserver, account, 'Other');
		try {
			await messa.untilQuiet();
			const [here, there] = await Promise.all([call(messa.desk, 'verify', other.deviceId), answer(other)]);
			return [(Math.max(here.done, there) - here.begun) / 1000];
		} finally {
			await other.stop();
		}
	});
	return [roundtrip];
}

/** Takes part as the device that is asked. @returns when it was done. */
async function answer(other: SdkDevice): Promise<number> {
	const request = await other.nextRequest();
	await request.accept();
	await request.startVerification('m.sas.v1');
	const { sas } = await other.compare(request);
	await sas.confirm();
	await other.untilPhase(request, VerificationPhase.Done);
	return now();
}
