import { until } from '../browser/driver/index.ts';
import { OtherDevice } from '../browser/other-device.ts';
import { givePassword } from '../browser/steps.ts';
import { Exchange } from './exchange.ts';
import { conclude, type Scenario, type Stage } from './scenario.ts';

const patienceMs = 120_000;
/** The next request, or the alarm, tells that the token is refused. */
const rejectedMs = 60_000;

/** The homeserver forgets the tokens, and keeps the device. */
export const token: Scenario = async (stage) => {
	const { world } = stage;
	const exchange = await Exchange.open(world, 'Token');
	exchange.fault = 1;
	await exchange.bobSays();
	await exchange.untilRead(patienceMs);
	const { deviceId } = await exchange.stored();
	const revoked = await world.servers.alice.tamper(
		['access_tokens', 'refresh_tokens'].map((table) => `DELETE FROM ${table} WHERE device_id = ?`),
		deviceId,
	);
	if (revoked === 0) throw new Error('There was no token to revoke');
	await endsInSignIn(stage, exchange);
	conclude('token revoked', 1, await exchange.audit(patienceMs));
};

/** Another of the account's devices signs this one out. */
export const device: Scenario = async (stage) => {
	const { world } = stage;
	const exchange = await Exchange.open(world, 'Device');
	exchange.fault = 1;
	await exchange.bobSays();
	await exchange.untilRead(patienceMs);
	const { deviceId } = await exchange.stored();
	const { userId: user, password } = world.alice;
	const auth = { type: 'm.login.password', identifier: { type: 'm.id.user', user }, password };
	const other = await OtherDevice.signIn(world);
	await other.request('POST', '/delete_devices', { devices: [deviceId], auth });
	await endsInSignIn(stage, exchange);
	conclude('device deleted', 1, await exchange.audit(patienceMs));
};

/** What is said meanwhile waits; after signing in again it leaves, and all else is still there. */
async function endsInSignIn({ world, recoveryKey }: Stage, exchange: Exchange): Promise<void> {
	await exchange.aliceSays();
	await exchange.window.see(/signed this device out/, { timeoutMs: rejectedMs });
	await exchange.aliceSays();
	const welcome = await world.browser.openTab('welcome.html');
	await givePassword(welcome, world.alice);
	const isAsked = await until(
		'the end of the sign-in',
		async () => {
			if ((await welcome.count(/Pin Messa/)) > 0) return false;
			return (await welcome.count({ role: 'textbox', name: 'Recovery key' })) > 0 || undefined;
		},
		rejectedMs,
	);
	if (isAsked) {
		await welcome.fill({ role: 'textbox', name: 'Recovery key' }, recoveryKey);
		await welcome.press('Enter');
		await welcome.see(/Pin Messa/, { timeoutMs: rejectedMs });
	}
	await welcome.close();
	await exchange.reopen();
	const { deviceId } = await exchange.stored();
	await world.bob.waitForDevice(world.alice.userId, deviceId);
	await Promise.all([exchange.aliceSays(), exchange.bobSays()]);
}
