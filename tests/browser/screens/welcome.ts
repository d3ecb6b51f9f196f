import { expect } from 'vitest';
import type { Locator, Surface } from '../driver/index.ts';
import { givePassword } from '../steps.ts';
import { serveInClear } from '../web-server.ts';
import type { Stage, Take } from './stage.ts';

const address = { role: 'textbox', name: /user id/i };
const password = { role: 'textbox', name: 'Password' };

/** The first question, and how it fails. */
export async function askForAddress(stage: Stage, welcome: Surface): Promise<void> {
	const take = taking(stage, welcome);
	const give = async (typed: string, answer: RegExp, state: string): Promise<void> => {
		await welcome.fill(address, typed);
		await welcome.press('Enter');
		await take(state, answer);
	};
	await take('address', { role: 'heading', name: 'Welcome to Messa' });
	await give('', /Give a user ID or a homeserver/, 'address-missing');
	await give('@alice', /A user ID looks like/, 'address-malformed');
	await give('@alice:nowhere.invalid', /No server was found/, 'address-no-such-host');
	const shop = await serveInClear({ '/_matrix/client/versions': 'Welcome to the shop' });
	await give(shop.name, /does not speak Matrix/, 'address-not-matrix');
	shop.close();
	const versions = stage.world.browser.network.holdAnswers(/\/_matrix\/client\/versions/);
	await welcome.fill(address, stage.world.alice.userId);
	await welcome.press('Enter');
	await take('address-looking-up', 'Looking for the server');
	versions.release();
}

/** The password, and how it fails. */
export async function askForPassword(stage: Stage, welcome: Surface): Promise<void> {
	const take = taking(stage, welcome);
	const { alice } = stage.world;
	await take('password', password);
	await welcome.press('Enter');
	await take('password-missing', 'Give your password.');
	await welcome.fill(password, 'guessed');
	await welcome.press('Enter');
	await take('password-wrong', { role: 'alert', containing: /is not right/ });
	await welcome.click({ role: 'checkbox', name: 'Show password' });
	await welcome.fill(password, alice.password);
	await take('password-shown', password);
	await welcome.click({ role: 'button', name: 'Change' });
	await welcome.fill(address, stage.world.servers.alice.name);
	await welcome.press('Enter');
	await take('password-user-name', { role: 'textbox', name: 'User name' });
	await welcome.click({ role: 'button', name: 'Change' });
}

/** From the password to a device with an identity. @returns the recovery key. */
export async function makeFirstDevice(stage: Stage, welcome: Surface): Promise<string> {
	const take = taking(stage, welcome);
	const { network } = stage.world.browser;
	await welcome.fill(address, stage.world.alice.userId);
	await welcome.press('Enter');
	await welcome.fill(password, stage.world.alice.password);
	const login = network.holdAnswers(/\/v3\/login$/);
	await welcome.press('Enter');
	await take('signing-in', 'Signing in');
	const identity = network.holdAnswers(/\/keys\/device_signing\/upload/);
	const sync = network.holdAnswers(/\/sync\?/);
	login.release();
	await take('creating', { role: 'heading', name: 'Setting up your identity' });
	await stage.inBoth(async (_window, takeWindow) => takeWindow('chats-starting', 'Getting your chats'));
	identity.release();
	sync.release();
	await take('recovery-key', { role: 'status', name: 'Recovery key' });
	await stage.inBoth(async (_window, takeWindow) =>
		takeWindow('chats-key-unsaved', 'No chats yet.', { role: 'button', name: 'Finish' }),
	);
	await welcome.click({ role: 'button', name: 'Copy' });
	await welcome.see('Copied');
	await welcome.click({ role: 'checkbox', name: 'I have saved it' });
	await take('recovery-key-copied', 'Copied');
	const key = await welcome.text({ role: 'status', name: 'Recovery key' });
	await welcome.click({ role: 'button', name: 'Continue' });
	await take('ready', /Pin Messa/);
	return key.trim();
}

/** A second device of an account with an identity, which gives the recovery key in the end. */
export async function recover(stage: Stage, welcome: Surface, recoveryKey: string): Promise<void> {
	const take = taking(stage, welcome);
	const field: Locator = { role: 'textbox', name: 'Recovery key' };
	await givePassword(welcome, stage.world.alice);
	await take('recover', field);
	await stage.inBoth(async (_window, takeWindow) =>
		takeWindow('chats-locked', { role: 'button', name: 'Give recovery key' }),
	);
	await welcome.fill(field, 'EsTx not a key');
	await welcome.press('Enter');
	await take('recover-not-a-key', {
		role: 'alert',
		containing: 'characters of that recovery key are missing',
	});
	await welcome.fill(field, recoveryKey);
	await welcome.press('Enter');
	await welcome.see(/Pin Messa/);
	expect(await welcome.count(field)).toBe(0);
}

function taking({ camera }: Stage, welcome: Surface): Take {
	return async (state, ...shown) => camera.take(welcome, 'tab', `welcome-${state}`, ...shown);
}
