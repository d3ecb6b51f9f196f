import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserName } from './driver/browser-name.ts';
import { type Surface, untilTrue } from './driver/index.ts';
import { SdkDevice } from './sdk-device.ts';
import { say, signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

const started = new AsyncDisposableStack();
const sheet = { role: 'dialog', name: 'Who can read this chat' };

let world: World;
let phone: SdkDevice;
let bobsKey: string;
let roomId: string;
let popup: Surface;

beforeAll(async () => {
	world = await openWorld(browserName);
	const { servers, alice, bobAccount } = world;
	await signIn(world);
	// The client that Bob has by now would count as a device of his.
	await world.bob.stop();
	await servers.bob.deleteDevices(bobAccount.userId);
	phone = started.use(await SdkDevice.signIn(servers.bob, bobAccount));
	bobsKey = await phone.createIdentity({ hasBackup: true });
	roomId = await phone.makeRoom('Trip to Rome', [alice.userId]);
	popup = await world.browser.popup();
	await popup.click({ role: 'button', name: 'Accept' });
	await phone.untilJoined(roomId, alice.userId);
	await phone.sendText(roomId, 'Welcome');
	await popup.see('Welcome');
});

afterAll(async () => {
	await started.disposeAsync();
	await world?.stop();
});

function person(name: string) {
	return { role: 'listitem', containing: name, within: sheet };
}

async function openSheet(): Promise<void> {
	await popup.click({ role: 'button', name: 'Who can read this chat' });
	await popup.see(person('Bob'));
}

describe('who can read a chat', () => {
	it('is said by people and their devices', async () => {
		await openSheet();
		await popup.see({ text: '1 device', within: person('Bob') });
		await popup.see({ text: '1 device', within: person('Alice') });
		await popup.press('Escape');
		await popup.dontSee(sheet);
	});

	it('says how many devices are not confirmed', async () => {
		const laptop = started.use(await SdkDevice.signIn(world.servers.bob, world.bobAccount, 'Laptop'));
		await laptop.sendText(roomId, 'From my laptop');
		await popup.see({ role: 'button', name: 'Sent from a device that is not confirmed' });
		await openSheet();
		await popup.see({ text: '2 devices', within: person('Bob') });
		await popup.see({ text: '1 of them not confirmed', within: person('Bob') });
		await popup.press('Escape');
		await laptop.recover(bobsKey);
		await popup.dontSee({ role: 'button', name: 'Sent from a device that is not confirmed' });
		await openSheet();
		await popup.dontSee({ text: '1 of them not confirmed', within: person('Bob') });
		await popup.press('Escape');
	});

	it('names a bridge plainly', async () => {
		const content = { protocol: { id: 'whatsapp', displayname: 'WhatsApp' } };
		await phone.client.sendStateEvent(roomId, 'm.bridge' as never, content as never, 'whatsapp');
		await openSheet();
		await popup.see({ text: /goes on via the WhatsApp bridge/, within: sheet });
	});
});

describe('devices that are not confirmed', () => {
	let desktop: SdkDevice;

	it('are left out of sending once that is wanted', async () => {
		await popup.close();
		const settings = await world.browser.openTab('options.html');
		const choice = { role: 'checkbox', name: 'Leave out devices that are not confirmed' };
		// The cards above grow as what they tell comes in.
		await settings.see({ role: 'list', name: 'Devices' });
		await settings.click(choice);
		await untilTrue('the choice to be kept', () =>
			settings.evaluate(() => document.querySelector<HTMLInputElement>('.check input')?.checked === true),
		);
		await settings.see(/Many bridges and bots have no confirmed device/);
		await settings.close();
		desktop = started.use(await SdkDevice.signIn(world.servers.bob, world.bobAccount, 'Desktop'));
		popup = await world.browser.popup();
		await say(popup, 'For confirmed devices', 'Trip to Rome');
		await phone.untilRead('For confirmed devices');
		await desktop.untilWithheld();
		expect(desktop.texts).not.toContain('For confirmed devices');
	});

	it('are not read either, until they are confirmed', async () => {
		await desktop.sendText(roomId, 'From my desktop');
		await popup.see(/its owner has not confirmed the device that sent it/);
		await desktop.recover(bobsKey);
		await popup.see('From my desktop');
	});

	it('stay left out when the background starts anew', async () => {
		await popup.close();
		await world.browser.killBackground();
		const other = started.use(await SdkDevice.signIn(world.servers.bob, world.bobAccount, 'Other'));
		popup = await world.browser.popup();
		await say(popup, 'Still only for them', 'Trip to Rome');
		await phone.untilRead('Still only for them');
		await other.untilWithheld();
		expect(other.texts).not.toContain('Still only for them');
	});
});
