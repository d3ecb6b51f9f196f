import { afterAll, beforeAll, describe, it } from 'vitest';
import { browserName } from './driver/browser-name.ts';
import { type Browser, launch, type Surface } from './driver/index.ts';
import { SdkDevice } from './sdk-device.ts';
import { givePassword } from './steps.ts';
import { openWorld, type Person, register, type World } from './world.ts';

const room = 'Trip to Rome';
const says = {
	backupLocked: /Your key backup may bring it back once this device is confirmed/,
	notInBackup: /its key is not in your key backup/,
	noBackup: /your account has no key backup/,
	withheldUnverified: /The sender gives keys to confirmed devices only/,
	blocked: /The sender has blocked this device/,
	unauthorised: /says that you may not read this message/,
	missing: /its key has not reached this device/,
	startsLater: /begins after this message/,
	corrupt: /arrived damaged/,
	beforeJoining: /Sent before you were in this chat/,
};

let world: World;
let bob: SdkDevice;
/** Alice's other device, confirmed. */
let tablet: SdkDevice;
let recoveryKey: string;
let roomId: string;
let popup: Surface;
let ownDeviceId: string;
const started = new AsyncDisposableStack();

beforeAll(async () => {
	world = await openWorld(browserName);
	const { servers, alice, bobAccount } = world;
	bob = started.use(await SdkDevice.signIn(servers.bob, bobAccount));
	// Who has no identity can exclude nobody.
	await bob.createIdentity({ hasBackup: false });
	const phone = started.use(await SdkDevice.signIn(servers.alice, alice));
	recoveryKey = await phone.createIdentity({ hasBackup: true });
	roomId = await makeRoom(phone);
	await bob.sendText(roomId, 'Kept in the backup');
	await phone.untilRead('Kept in the backup');
	await phone.untilBackedUp(1);
	await phone.signOut();
	await bob.rotateKeys(roomId);
	await bob.sendText(roomId, 'Given to no device');
	tablet = started.use(await SdkDevice.signIn(servers.alice, alice, 'Tablet'));
	await tablet.recover(recoveryKey);
	ownDeviceId = await signInUnconfirmed(world.browser, alice);
	popup = await openRoom(world.browser, room);
	await bob.untilKnown(alice.userId, ownDeviceId);
});

afterAll(async () => {
	await started.disposeAsync();
	await world?.stop();
});

describe('a message that cannot be read', () => {
	it('waits for this device to be confirmed, where the key may be in the backup', async () => {
		await popup.see({ text: says.backupLocked, nth: 1 });
		await popup.see({ role: 'link', name: 'Confirm this device', nth: 1 });
	});

	it('was kept from devices that are not confirmed', async () => {
		bob.excludeUnconfirmed(true);
		await bob.rotateKeys(roomId);
		await bob.sendText(roomId, 'For confirmed devices');
		await popup.see(says.withheldUnverified);
		await tablet.untilRead('For confirmed devices');
		bob.excludeUnconfirmed(false);
	});

	it.each([
		['m.blacklisted', 'Not for this device', says.blocked],
		['m.unauthorised', 'Not for its owner', says.unauthorised],
	] as const)('was kept from this device by its sender: %s', async (code, text, reason) => {
		await bob.block(world.alice.userId, ownDeviceId, code);
		await bob.rotateKeys(roomId);
		await bob.sendText(roomId, text);
		await popup.see(reason);
		await tablet.untilRead(text);
		await bob.block(world.alice.userId, ownDeviceId, undefined);
	});

	it('waits for its key, and appears with it', async () => {
		bob.holdKeys();
		await bob.rotateKeys(roomId);
		await bob.sendText(roomId, 'The key comes later');
		await popup.see(says.missing);
		await bob.releaseKeys();
		await popup.see('The key comes later');
		await popup.dontSee(says.missing);
	});

	it('arrived damaged', async () => {
		await bob.sendDamaged(roomId, 'Damaged');
		await popup.see(says.corrupt);
	});

	it('was sent before we were there', async () => {
		const older = await bob.makeRoom('Old club', []);
		await bob.sendText(older, 'Founding words');
		await bob.client.invite(older, world.alice.userId);
		await popup.click({ role: 'button', name: 'Back' });
		await popup.click({ role: 'button', name: 'Accept' });
		await popup.see(says.beforeJoining);
		await popup.click({ role: 'button', name: 'Back' });
		await popup.close();
	});
});

describe('once this device is confirmed', () => {
	it('brings back what the backup has', async () => {
		await tablet.untilBackedUp(4);
		const welcome = await world.browser.openTab('welcome.html#recover');
		await welcome.fill({ role: 'textbox', name: 'Recovery key' }, recoveryKey);
		await welcome.press('Enter');
		await welcome.see(/Pin Messa/);
		await welcome.close();
		popup = await openRoom(world.browser, room);
		await popup.see('Kept in the backup');
		await popup.see('For confirmed devices');
		await popup.see('Not for this device');
		await popup.see('Not for its owner');
		await popup.dontSee(says.backupLocked);
		await popup.see({ role: 'button', name: 'The sender cannot be proved' });
	});

	it('says of the others that they are not there, and looks again when asked', async () => {
		await popup.see(says.notInBackup);
		await popup.click({ role: 'button', name: 'Look again' });
		await popup.see('The key is not there yet.');
		await popup.see(says.corrupt);
	});
});

describe('an account without a key backup', () => {
	it('says that nothing brings back what was sent before', async () => {
		const carol = await register(world.servers.alice, 'carol', 'Carol');
		const phone = started.use(await SdkDevice.signIn(world.servers.alice, carol));
		await phone.createIdentity({ hasBackup: false });
		const carolsRoom = await makeRoom(phone);
		await bob.sendText(carolsRoom, 'Before her laptop');
		await phone.untilRead('Before her laptop');
		const browser = await launch(browserName);
		started.defer(() => browser.close());
		await signInUnconfirmed(browser, carol);
		await (await openRoom(browser, room)).see(says.noBackup);
	});
});

/** A room with Bob in it. */
async function makeRoom(phone: SdkDevice): Promise<string> {
	const made = await phone.makeRoom(room, [bob.client.getSafeUserId()]);
	await bob.join(made);
	return made;
}

/** Signs in and gives no recovery key. @returns the new device's id. */
async function signInUnconfirmed(browser: Browser, person: Person): Promise<string> {
	const before = await world.servers.alice.devices(person.userId);
	const welcome = await browser.waitForTab('welcome.html');
	await givePassword(welcome, person);
	await welcome.click({ role: 'button', name: 'Not now' }, { timeoutMs: 30_000 });
	await welcome.see(/Pin Messa/);
	await welcome.close();
	const now = await world.servers.alice.devices(person.userId);
	return now.find((id) => !before.includes(id)) ?? '';
}

async function openRoom(browser: Browser, name: string): Promise<Surface> {
	const window = await browser.popup();
	await window.click({ role: 'button', name: new RegExp(`^${name}`) });
	await window.see({ role: 'textbox', name: `Message ${name}` });
	return window;
}
