import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserName } from './driver/browser-name.ts';
import { type Surface, untilTrue } from './driver/index.ts';
import { SdkDevice } from './sdk-device.ts';
import { say, signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

const started = new AsyncDisposableStack();
const sheet = { role: 'dialog', name: 'Who can read this chat' };
const choice = { role: 'checkbox', name: 'Only to confirmed devices in this chat' };

let world: World;
/** Confirmed. */
let phone: SdkDevice;
/** Not confirmed. */
let laptop: SdkDevice;
let popup: Surface;
let rome: string;

beforeAll(async () => {
	world = await openWorld(browserName);
	const { servers, alice, bobAccount } = world;
	await signIn(world);
	// The client that Bob has by now would count as a device of his.
	await world.bob.stop();
	await servers.bob.deleteDevices(bobAccount.userId);
	phone = started.use(await SdkDevice.signIn(servers.bob, bobAccount));
	await phone.createIdentity({ hasBackup: true });
	laptop = started.use(await SdkDevice.signIn(servers.bob, bobAccount, 'Laptop'));
	rome = await phone.makeRoom('Trip to Rome', [alice.userId]);
	popup = await world.browser.popup();
	await popup.click({ role: 'button', name: 'Accept' });
	await popup.see({ role: 'textbox', name: 'Message Trip to Rome' });
	await phone.untilJoined(rome, alice.userId);
	await phone.client.sendStateEvent(
		rome,
		'm.bridge' as never,
		{ protocol: { id: 'whatsapp', displayname: 'WhatsApp' } } as never,
		'whatsapp',
	);
	await popup.click({ role: 'button', name: 'Back' });
	const club = await phone.makeRoom('Book club', [alice.userId]);
	await popup.click({ role: 'button', name: 'Accept' });
	await popup.see({ role: 'textbox', name: 'Message Book club' });
	await phone.untilJoined(club, alice.userId);
	await toRoom('Trip to Rome');
});

afterAll(async () => {
	await started.disposeAsync();
	await world?.stop();
});

async function toRoom(name: string): Promise<void> {
	await popup.click({ role: 'button', name: 'Back' });
	await popup.click({
		role: 'button',
		name: new RegExp(`^${name}`),
		within: { role: 'list', name: 'Chats' },
	});
	await popup.see({ role: 'textbox', name: `Message ${name}` });
}

async function openSheet(): Promise<void> {
	await popup.click({ role: 'button', name: 'Who can read this chat' });
	await popup.see({ role: 'listitem', containing: 'Bob', within: sheet });
}

async function choose(): Promise<void> {
	const isChecked = (): Promise<boolean> =>
		popup.evaluate(() => document.querySelector<HTMLInputElement>('.room-exclusion input')?.checked === true);
	const before = await isChecked();
	await popup.click(choice);
	await untilTrue('the choice to be kept', async () => (await isChecked()) !== before);
}

async function closeSheet(): Promise<void> {
	await popup.press('Escape');
	await popup.dontSee(sheet);
}

describe('a chat that sends only to confirmed devices', () => {
	it('says who gets nothing, and that a bridge may not', async () => {
		await say(popup, 'For all of you', 'Trip to Rome');
		await phone.untilRead('For all of you');
		await laptop.untilRead('For all of you');
		await openSheet();
		const bob = { role: 'listitem', containing: 'Bob', within: sheet };
		await popup.see({ text: '1 of them not confirmed', within: bob });
		await choose();
		await popup.see({ text: '1 of them gets nothing', within: bob });
		await popup.see(/The WhatsApp bridge may have no confirmed device/);
		await closeSheet();
	});

	it('gives the others no key, not even one that they had', async () => {
		await say(popup, 'For confirmed devices', 'Trip to Rome');
		await phone.untilRead('For confirmed devices');
		await laptop.untilWithheld();
		expect(laptop.texts).not.toContain('For confirmed devices');
	});

	it('shows what those write all the same, and other chats reach them', async () => {
		await laptop.sendText(rome, 'From my laptop');
		await popup.see('From my laptop');
		await toRoom('Book club');
		await say(popup, 'Chapter six', 'Book club');
		await laptop.untilRead('Chapter six');
		await phone.untilRead('Chapter six');
		await toRoom('Trip to Rome');
	});

	it('is that still when the background was killed, and when the browser was closed', async () => {
		await popup.close();
		await world.browser.killBackground();
		popup = await world.browser.popup();
		await say(popup, 'After a kill', 'Trip to Rome');
		await phone.untilRead('After a kill');
		await popup.close();
		await world.browser.restart();
		popup = await world.browser.popup();
		await say(popup, 'After a restart', 'Trip to Rome');
		await phone.untilRead('After a restart');
		// By then the laptop has what was sent before.
		await toRoom('Book club');
		await say(popup, 'Chapter seven', 'Book club');
		await laptop.untilRead('Chapter seven');
		expect(laptop.texts).not.toContain('After a kill');
		expect(laptop.texts).not.toContain('After a restart');
		await toRoom('Trip to Rome');
	});

	it('sends to all again when that is not wanted any more', async () => {
		await openSheet();
		await choose();
		await popup.see({ text: '1 of them not confirmed', within: sheet });
		await closeSheet();
		await say(popup, 'Welcome back', 'Trip to Rome');
		await laptop.untilRead('Welcome back');
	});
});
