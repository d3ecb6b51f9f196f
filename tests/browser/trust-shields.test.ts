import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { untilAskedForKeys } from './asked-keys.ts';
import { browserName } from './driver/browser-name.ts';
import type { Surface } from './driver/index.ts';
import { OtherDevice } from './other-device.ts';
import { SdkDevice } from './sdk-device.ts';
import { signIn } from './steps.ts';
import { openWorld, register, type World } from './world.ts';

const started = new AsyncDisposableStack();
const marks = {
	unconfirmed: 'Sent from a device that is not confirmed',
	clear: 'Not encrypted',
	wrongSender: 'The sender may be false',
	changed: "Sent after the sender's identity changed",
};

let world: World;
let recoveryKey: string;
let bobsKey: string;
let phone: SdkDevice;
let laptop: SdkDevice;
let roomId: string;
let popup: Surface;

beforeAll(async () => {
	world = await openWorld(browserName);
	const { servers, alice, bobAccount } = world;
	world.browser.network.record();
	recoveryKey = await signIn(world);
	phone = started.use(await SdkDevice.signIn(servers.bob, bobAccount));
	bobsKey = await phone.createIdentity({ hasBackup: true });
	roomId = await phone.makeRoom('Trip to Rome', [alice.userId]);
	popup = await world.browser.popup();
	await popup.click({ role: 'button', name: 'Accept' });
	await phone.untilJoined(roomId, alice.userId);
});

afterAll(async () => {
	await started.disposeAsync();
	await world?.stop();
});

function markOn(text: string, name: string) {
	return { role: 'button', name, within: { role: 'article', containing: text } };
}

describe('a mark on a message', () => {
	it('is absent while all is well', async () => {
		await phone.sendText(roomId, 'From my phone');
		await popup.see('From my phone');
		for (const name of Object.values(marks)) expect(await popup.count({ role: 'button', name })).toBe(0);
	});

	it('says that a device is not confirmed, and explains', async () => {
		laptop = started.use(await SdkDevice.signIn(world.servers.bob, world.bobAccount, 'Laptop'));
		await laptop.sendText(roomId, 'From a new laptop');
		const mark = markOn('From a new laptop', marks.unconfirmed);
		await popup.click(mark);
		const dialog = { role: 'dialog', name: marks.unconfirmed };
		await popup.see({ text: /Bob has not confirmed the device/, within: dialog });
		await popup.press('Escape');
		await popup.dontSee(dialog);
		await popup.see(mark);
	});

	it('goes on screen when the device is confirmed', async () => {
		await laptop.recover(bobsKey);
		await popup.dontSee(markOn('From a new laptop', marks.unconfirmed));
	});

	it('says that a message came unencrypted', async () => {
		const raw = await OtherDevice.signIn(world, 'bob');
		const path = `/rooms/${encodeURIComponent(roomId)}/send/m.room.message/clear`;
		await raw.request('PUT', path, { msgtype: 'm.text', body: 'On a postcard' });
		await popup.see(markOn('On a postcard', marks.clear));
	});

	it('says that a message is not from whom it says', async () => {
		const carol = await register(world.servers.bob, 'carol', 'Carol');
		const { token } = await world.servers.bob.login('carol', carol.password);
		await phone.client.invite(roomId, carol.userId);
		const request = async <T>(method: string, path: string, body?: object): Promise<T> =>
			world.servers.bob.request<T>(`/_matrix/client/v3${path}`, { method, body, token });
		const room = `/rooms/${encodeURIComponent(roomId)}`;
		await request('POST', `${room}/join`, {});
		await phone.sendText(roomId, 'I owe Alice ten euros');
		await popup.see('I owe Alice ten euros');
		const { chunk } = await request<{ chunk: { type: string; content: object }[] }>(
			'GET',
			`${room}/messages?dir=b`,
		);
		const stolen = chunk.find(({ type }) => type === 'm.room.encrypted')?.content ?? {};
		await request('PUT', `${room}/send/m.room.encrypted/stolen`, stolen);
		await popup.see(markOn('I owe Alice ten euros', marks.wrongSender));
	});
});

describe('a confirmed person whose identity changes', () => {
	it('has the messages after it marked', async () => {
		const bobsId = world.bobAccount.userId;
		const tablet = started.use(await SdkDevice.signIn(world.servers.alice, world.alice, 'Tablet'));
		await tablet.recover(recoveryKey);
		await untilAskedForKeys(world, bobsId, () => tablet.confirm(bobsId));
		await phone.sendText(roomId, 'Have you compared them?');
		await popup.see('Have you compared them?');
		await phone.createIdentity({ hasBackup: true });
		// A key that was given before was given by the person who was confirmed.
		await phone.rotateKeys(roomId);
		await phone.sendText(roomId, 'From my new identity');
		await popup.see(markOn('From my new identity', marks.changed));
	});
});
