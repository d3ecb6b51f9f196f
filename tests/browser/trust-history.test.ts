import { afterAll, beforeAll, describe, it } from 'vitest';
import { browserName } from './driver/browser-name.ts';
import type { Surface } from './driver/index.ts';
import { SdkDevice } from './sdk-device.ts';
import { signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

const started = new AsyncDisposableStack();
let world: World;
let phone: SdkDevice;
let popup: Surface;

beforeAll(async () => {
	world = await openWorld(browserName);
	await signIn(world);
	phone = started.use(await SdkDevice.signIn(world.servers.bob, world.bobAccount));
	await phone.createIdentity({ hasBackup: true });
	const roomId = await phone.makeRoom('Old club', []);
	await phone.sendText(roomId, 'Founding words');
	await phone.client.invite(roomId, world.alice.userId);
	popup = await world.browser.popup();
});

afterAll(async () => {
	await started.disposeAsync();
	await world?.stop();
});

describe('history that was shared with an invite', () => {
	it('can be read by who accepts it, and says who shared it', async () => {
		await popup.click({ role: 'button', name: 'Accept' });
		const message = { role: 'article', containing: 'Founding words' };
		await popup.see(message);
		await popup.see('Bob shared the messages above with you when they invited you');
		await popup.click({ role: 'button', name: 'Shared with you by Bob', within: message });
		await popup.see(/Bob shared this message when they invited you/);
	});
});
