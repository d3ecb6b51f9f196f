import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserName } from './driver/browser-name.ts';
import { type Surface, until } from './driver/index.ts';
import { givePassword } from './steps.ts';
import { openWorld, type Person, register, type World } from './world.ts';

const recoveryKeyField = { role: 'status', name: 'Recovery key' };

let world: World;
let welcome: Surface;

beforeAll(async () => {
	world = await openWorld(browserName);
	welcome = await world.browser.waitForTab('welcome.html');
});

afterAll(async () => {
	await world?.stop();
});

/** Tries to sign in, and goes back to the first question when these words have come instead. */
async function refused(person: Person, words: RegExp): Promise<void> {
	await givePassword(welcome, person);
	await welcome.see({ role: 'alert', containing: words });
	await welcome.click({ role: 'button', name: 'Change' });
}

describe('signing in', () => {
	it('says that the password is wrong', async () => {
		await refused({ ...world.alice, password: 'guessed' }, /user name or the password is not right/);
	});

	it('says the same of an account that does not exist', async () => {
		const userId = `@nobody:${world.servers.alice.name}`;
		await refused({ userId, username: 'nobody', password: 'any' }, /user name or the password is not right/);
	});

	it('says that an account was deactivated', async () => {
		const carol = await register(world.servers.alice, 'carol', 'Carol');
		await world.servers.alice.deactivate(carol.userId);
		// Synapse forgets the password of such an account, and would speak of a wrong one.
		await world.servers.alice.admin.request(`/v1/reset_password/${encodeURIComponent(carol.userId)}`, {
			method: 'POST',
			body: { new_password: carol.password },
		});
		await refused(carol, /This account was deactivated/);
	});

	it('says how long the server asks to wait', async () => {
		const dave = await register(world.servers.alice, 'dave', 'Dave');
		await world.servers.alice.reconfigure({
			rc_login: { failed_attempts: { per_second: 0.02, burst_count: 1 } },
		});
		await refused({ ...dave, password: 'guessed' }, /is not right/);
		await refused({ ...dave, password: 'guessed' }, /asks to wait \d\d seconds before the next try/);
	});
});

describe('the first device', () => {
	let recoveryKey: string;

	it('shows a recovery key after the password, under a good device name', async () => {
		await givePassword(welcome, world.alice);
		await welcome.see({ role: 'heading', name: 'Save your recovery key' }, { timeoutMs: 30_000 });
		recoveryKey = await welcome.text(recoveryKeyField);
		expect(recoveryKey).toMatch(/^(\w{4} ){11}\w{4}$/);
		const name = browserName === 'firefox' ? 'Messa on Firefox, Linux' : 'Messa on Chrome, Linux';
		expect(await deviceNames()).toEqual([name]);
	});

	it('shows the same key after the background was killed and the page closed', async () => {
		await world.browser.killBackground();
		await welcome.close();
		welcome = await world.browser.openTab('welcome.html');
		expect(await welcome.text(recoveryKeyField)).toBe(recoveryKey);
	});

	it('copies the key', async () => {
		await welcome.click({ role: 'button', name: 'Copy' });
		await welcome.see('Copied');
	});

	it('saves the key to a file', async () => {
		await welcome.click({ role: 'button', name: 'Save to file' });
		const { downloadsDir } = world.browser;
		const saved = await until('the recovery key in a file', async () => {
			const name = (await readdir(downloadsDir)).find((one) => one.endsWith('.txt'));
			return name && ((await readFile(join(downloadsDir, name), 'utf8')) || undefined);
		});
		expect(saved).toBe(`${world.alice.userId}\n${recoveryKey}\n`);
	});

	it('goes on once the key is said to be saved, and never shows it again', async () => {
		await world.browser.killBackground();
		await welcome.click({ role: 'checkbox', name: 'I have saved it' });
		await welcome.click({ role: 'button', name: 'Continue' });
		await welcome.see(/Pin Messa/);
		await welcome.close();
		welcome = await world.browser.openTab('welcome.html');
		await welcome.see(/Pin Messa/);
		expect(await welcome.count(recoveryKeyField)).toBe(0);
	});

	it('leads to the chats', async () => {
		await welcome.click({ role: 'link', name: 'Open your chats' });
		await welcome.see('No chats yet. Start one with someone, or in a new room.');
	});
});

/** The names of Alice's devices, as her server lists them to her. */
/** Of the account's devices, but for the dehydrated one. */
async function deviceNames(): Promise<string[]> {
	const { alice } = world.servers;
	const { token, deviceId } = await alice.login(world.alice.username, world.alice.password);
	const { devices } = await alice.request<{ devices: { device_id: string; display_name: string }[] }>(
		'/_matrix/client/v3/devices',
		{ token },
	);
	await alice.request('/_matrix/client/v3/logout', { method: 'POST', body: {}, token });
	const names = devices.filter(({ device_id }) => device_id !== deviceId).map((one) => one.display_name);
	return names.filter((name) => name !== 'Dehydrated device');
}
