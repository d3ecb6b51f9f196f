import { afterAll, beforeAll, describe, it } from 'vitest';
import { browserName } from './driver/browser-name.ts';
import { type Surface, untilTrue } from './driver/index.ts';
import { SdkDevice } from './sdk-device.ts';
import { givePassword, say } from './steps.ts';
import { openWorld, type World } from './world.ts';

const started = new AsyncDisposableStack();
const sheet = { role: 'dialog', name: 'Who can read this chat' };
const held = /This chat sends only to confirmed devices, which takes that this device is confirmed itself/;

let world: World;
let recoveryKey: string;
let desk: SdkDevice;
let phone: SdkDevice;
let popup: Surface;

/** Alice's identity is another device's; she signs in here and leaves confirming for later. */
beforeAll(async () => {
	world = await openWorld(browserName);
	const { servers, alice, bobAccount } = world;
	desk = started.use(await SdkDevice.signIn(servers.alice, alice, 'Desk'));
	recoveryKey = await desk.createIdentity({ hasBackup: true });
	phone = started.use(await SdkDevice.signIn(servers.bob, bobAccount));
	await phone.createIdentity({ hasBackup: false });
	const welcome = await world.browser.waitForTab('welcome.html');
	await givePassword(welcome, alice);
	await welcome.click({ role: 'button', name: 'Not now' }, { timeoutMs: 30_000 });
	await welcome.see(/Pin Messa/);
	const roomId = await phone.makeRoom('Trip to Rome', [alice.userId]);
	popup = await world.browser.popup();
	await popup.click({ role: 'button', name: 'Accept' });
	await popup.see({ role: 'textbox', name: 'Message Trip to Rome' });
	await phone.untilJoined(roomId, alice.userId);
});

afterAll(async () => {
	await started.disposeAsync();
	await world?.stop();
});

async function openSheet(): Promise<void> {
	await popup.click({ role: 'button', name: 'Who can read this chat' });
	await popup.see({ role: 'listitem', containing: 'Bob', within: sheet });
}

/** By the recovery key, in a page of its own. */
async function confirm(): Promise<void> {
	const welcome = await world.browser.openTab('welcome.html#recover');
	await welcome.fill({ role: 'textbox', name: 'Recovery key' }, recoveryKey);
	await welcome.press('Enter');
	await welcome.see(/Pin Messa/, { timeoutMs: 30_000 });
	await welcome.close();
}

describe('a device that is not confirmed itself', () => {
	it('says before an invite that it shares no history', async () => {
		await openSheet();
		await popup.click({ role: 'button', name: 'Invite someone', within: sheet });
		await popup.see(/will not be able to read earlier messages, because this device is not confirmed yet/);
		await popup.press('Escape');
		await popup.dontSee(sheet);
	});

	it('can ask for confirmed devices once it is one', async () => {
		await openSheet();
		await popup.see({ text: 'This device has to be confirmed itself first.', within: sheet });
		await popup.close();
		await confirm();
		popup = await world.browser.popup();
		await openSheet();
		await popup.click({ role: 'checkbox', name: 'Only to confirmed devices in this chat' });
		await untilTrue('the choice to be kept', () =>
			popup.evaluate(
				() => document.querySelector<HTMLInputElement>('.room-exclusion input')?.checked === true,
			),
		);
		await popup.press('Escape');
		await popup.dontSee(sheet);
		await say(popup, 'To your phone', 'Trip to Rome');
		await phone.untilRead('To your phone');
	});

	it('sends nothing there while it is none any more, says so, and sends it once it is confirmed again', async () => {
		recoveryKey = await desk.createIdentity({ hasBackup: true });
		await popup.click({ role: 'button', name: 'Back' });
		await popup.see(/Your identity was reset on another device/);
		await popup.click({ role: 'button', name: /^Trip to Rome/, within: { role: 'list', name: 'Chats' } });
		await say(popup, 'Held back', 'Trip to Rome');
		await popup.see(held);
		await popup.close();
		await confirm();
		popup = await world.browser.popup();
		await popup.see(held);
		await popup.click({ role: 'button', name: 'Retry' });
		await phone.untilRead('Held back');
		await popup.dontSee(held);
	});
});
