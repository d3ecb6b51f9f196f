import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserName } from './driver/browser-name.ts';
import { type Surface, untilTrue } from './driver/index.ts';
import { SdkDevice } from './sdk-device.ts';
import { signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

const title = 'New sign-in to your account';
const line = 'New sign-in to your account: Tablet';
const started = new AsyncDisposableStack();

let world: World;
let recoveryKey: string;
let tablet: SdkDevice;
let settings: Surface;
let popup: Surface;

beforeAll(async () => {
	world = await openWorld(browserName);
	recoveryKey = await signIn(world);
});

afterAll(async () => {
	await started.disposeAsync();
	await world?.stop();
});

function device(name: string | RegExp) {
	return { role: 'listitem', containing: name };
}

async function notices(): Promise<number> {
	return (await world.browser.notifications()).filter((shown) => shown.title === title).length;
}

describe('the list of devices', () => {
	it('marks this one, and says that there is no other', async () => {
		settings = await world.browser.openTab('options.html');
		await settings.see({ text: 'This device', within: device(/^Messa on/) });
		await settings.see({ text: 'Confirmed', within: device(/^Messa on/) });
		await settings.see('No other device is signed in.');
	});

	it('shows a device that signs in, and that it is not confirmed', async () => {
		tablet = started.use(await SdkDevice.signIn(world.servers.alice, world.alice, 'Tablet'));
		await settings.see({ text: 'Not confirmed', within: device('Tablet') });
		await settings.see({ text: /^Last seen/, within: device('Tablet') });
	});

	it('shows when it is confirmed', async () => {
		await tablet.recover(recoveryKey);
		await settings.see({ text: 'Confirmed', within: device('Tablet') });
		await settings.close();
	});
});

describe('a new device', () => {
	it('is told of once, by a notification and by a line above the chats', async () => {
		await untilTrue('the notification', async () => (await notices()) === 1);
		popup = await world.browser.popup();
		await popup.see(line);
		await popup.click({ role: 'button', name: 'It was me' });
		await popup.dontSee(line);
	});

	it('is not told of again when the background starts anew', async () => {
		await popup.close();
		await world.browser.killBackground();
		await world.bob.createDirect(world.alice.userId);
		popup = await world.browser.popup();
		await popup.see({ role: 'button', name: 'Accept' });
		expect(await notices()).toBeLessThanOrEqual(1);
		expect(await popup.count(line)).toBe(0);
		await popup.close();
	});
});

describe('a device of the list', () => {
	it('takes another name', async () => {
		settings = await world.browser.openTab('options.html#devices');
		await settings.click({ role: 'button', name: 'Rename Tablet' });
		await settings.fill({ role: 'textbox', name: 'New name of Tablet' }, ' ');
		await settings.press('Enter');
		await settings.see('Give the device a name.');
		await settings.fill({ role: 'textbox', name: 'New name of Tablet' }, 'Kitchen tablet');
		await settings.press('Enter');
		await settings.see(device('Kitchen tablet'));
	});

	it('is signed out with the password, and only with it', async () => {
		const question = { role: 'dialog', name: 'Sign out devices' };
		const confirm = { role: 'button', name: 'Sign out 1 device', within: question };
		await settings.click({ role: 'checkbox', name: 'Choose Kitchen tablet to sign it out' });
		await settings.click({ role: 'button', name: 'Sign out 1 device' });
		await settings.click(confirm);
		const password = { role: 'textbox', name: 'Password', within: question };
		await settings.fill(password, 'not the password');
		await settings.click(confirm);
		await settings.see({ text: /password is not right/, within: question });
		await settings.fill(password, world.alice.password);
		await settings.click(confirm);
		await settings.dontSee(question);
		await settings.dontSee(device('Kitchen tablet'));
		expect(await world.servers.alice.devices(world.alice.userId)).not.toContain(tablet.deviceId);
	});

	it('cannot be listed without the homeserver, and can again with it', async () => {
		await settings.close();
		await world.servers.alice.stop();
		settings = await world.browser.openTab('options.html');
		await settings.see(/The server does not answer/);
		await world.servers.alice.start();
		await settings.click({ role: 'button', name: 'Retry' });
		await settings.see({ text: 'This device', within: device(/^Messa on/) });
	});
});
