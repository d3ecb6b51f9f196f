import { afterAll, beforeAll, describe, it } from 'vitest';
import { SdkDevice } from '../homeserver/sdk-device.ts';
import { untilBackedUp } from './backed-up.ts';
import { browserName } from './driver/browser-name.ts';
import { untilTrue } from './driver/index.ts';
import { Camera } from './screens/camera.ts';
import { showConfirming, showDevices, showKeyCare, showPerson } from './screens/keys.ts';
import { chatWithBob, say, signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

const started = new AsyncDisposableStack();
const camera = new Camera(browserName);
const minutesMs = 240_000;

let world: World;
let bob: SdkDevice;
let tablet: SdkDevice;
let roomId: string;

beforeAll(async () => {
	world = await openWorld(browserName);
	await signIn(world);
	bob = await SdkDevice.signIn(world.servers.bob, world.bobAccount, 'Desk');
	started.defer(() => bob.stop());
	await bob.setUpIdentity();
	const chat = await chatWithBob(world);
	roomId = chat.roomId;
	await say(chat.popup, 'Shall we compare, so that I know it is you?');
	await chat.popup.close();
	await untilTrue('Bob to know Alice', async () => {
		await bob.client.getRoom(roomId)?.loadMembersIfNeeded();
		const room = bob.client.getRoom(roomId);
		if (room) bob.crypto.prepareToEncrypt(room);
		return (await bob.crypto.getUserVerificationStatus(world.alice.userId)).known;
	});
	await untilBackedUp(world, 1);
	tablet = await SdkDevice.signIn(world.servers.alice, world.alice, 'Tablet');
	started.defer(() => tablet.stop());
});

afterAll(async () => {
	await started.disposeAsync();
	await world?.stop();
});

describe('what is about keys, in light and dark, without a violation', () => {
	it('devices', () => showDevices({ world, camera }), minutesMs);
	it('confirming a device', () => showConfirming({ world, camera }, tablet), minutesMs);
	it(
		'a person, who can read, and a changed identity',
		() => showPerson({ world, camera }, bob, roomId),
		minutesMs,
	);
	it('the backup, key files and the recovery key', () => showKeyCare({ world, camera }), minutesMs);
});
