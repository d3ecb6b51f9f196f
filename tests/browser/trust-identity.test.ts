import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { untilAskedForKeys } from './asked-keys.ts';
import { browserName } from './driver/browser-name.ts';
import type { Surface } from './driver/index.ts';
import { SdkDevice } from './sdk-device.ts';
import { say, signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

const room = 'Trip to Rome';
const says = {
	pinned: /^The identity of Bob has changed\. They may have reset it/,
	confirmed: /The identity of Bob has changed since you confirmed them/,
};
const waiting = {
	role: 'img',
	name: 'Waiting to be sent',
	within: { role: 'article', containing: 'Held back' },
};

const started = new AsyncDisposableStack();
let world: World;
let recoveryKey: string;
let phone: SdkDevice;
let bobsId: string;
let roomId: string;
let popup: Surface;

beforeAll(async () => {
	world = await openWorld(browserName);
	world.browser.network.record();
	const { servers, alice, bobAccount } = world;
	bobsId = bobAccount.userId;
	recoveryKey = await signIn(world);
	phone = started.use(await SdkDevice.signIn(servers.bob, bobAccount));
	await phone.createIdentity({ hasBackup: false });
	roomId = await phone.makeRoom(room, [alice.userId]);
	popup = await world.browser.popup();
	await popup.click({ role: 'button', name: 'Accept' });
	await say(popup, 'Hello Bob', room);
	await phone.untilRead('Hello Bob');
});

afterAll(async () => {
	await started.disposeAsync();
	await world?.stop();
});

describe('a person who was not confirmed', () => {
	it('has their new identity told of, until it is accepted', async () => {
		expect(await popup.count(says.pinned)).toBe(0);
		await phone.createIdentity({ hasBackup: false });
		await popup.see(says.pinned);
	});

	it('can be written to all the same', async () => {
		await say(popup, 'Is it you?', room);
		await phone.untilRead('Is it you?');
	});

	it('is not told of again once accepted', async () => {
		await popup.click({ role: 'button', name: 'Accept' });
		await popup.dontSee(says.pinned);
		await popup.close();
		await world.browser.killBackground();
		popup = await world.browser.popup();
		await say(popup, 'Good to know', room);
		await phone.untilRead('Good to know');
		expect(await popup.count(says.pinned)).toBe(0);
	});
});

describe('a person who was confirmed', () => {
	it('gets nothing once their identity changes', async () => {
		const tablet = started.use(await SdkDevice.signIn(world.servers.alice, world.alice, 'Tablet'));
		await tablet.recover(recoveryKey);
		await untilAskedForKeys(world, bobsId, () => tablet.confirm(bobsId));
		await say(popup, 'We have compared', room);
		await phone.untilRead('We have compared');
		await phone.createIdentity({ hasBackup: false });
		await popup.see(says.confirmed);
		await say(popup, 'Held back', room);
		await popup.see(waiting);
	});

	it('gets nothing either when the background starts anew', async () => {
		await popup.close();
		await world.browser.killBackground();
		popup = await world.browser.popup();
		await popup.see(says.confirmed);
		await popup.see(waiting);
		await phone.sendText(roomId, 'Are you there?');
		await popup.see('Are you there?');
		await popup.see(waiting);
		expect(phone.texts).not.toContain('Held back');
	});

	it('gets no key either as one begins to write', async () => {
		const { browser, servers, bobAccount } = world;
		const { promise, resolve } = Promise.withResolvers<SdkDevice>();
		await untilAskedForKeys(world, bobsId, async () =>
			resolve(await SdkDevice.signIn(servers.bob, bobAccount)),
		);
		await using desk = await promise;
		await popup.close();
		popup = await browser.popup();
		const from = browser.network.sent.length;
		await popup.fill({ role: 'textbox', name: `Message ${room}` }, 'Then I');
		await phone.sendText(roomId, 'Still here');
		await popup.see('Still here');
		const given = browser.network.sent
			.slice(from)
			.filter(({ url, body }) => url.includes('/sendToDevice/') && body.includes(desk.deviceId));
		expect(given).toEqual([]);
	});

	it('gets what waited once that is decided', async () => {
		await popup.click({ role: 'button', name: 'Send without confirming' });
		await phone.untilRead('Held back');
		await popup.dontSee(says.confirmed);
		await popup.dontSee(waiting);
	});
});
