import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserName } from './driver/browser-name.ts';
import { type SentRequest, type Surface, untilTrue } from './driver/index.ts';
import { killIn } from './kill-in.ts';
import { SdkDevice } from './sdk-device.ts';
import { chatWithBob, signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

const box = { role: 'textbox', name: 'Message Bob' };

let world: World;
let popup: Surface;

beforeAll(async () => {
	world = await openWorld(browserName);
	world.browser.network.record();
	await signIn(world);
	({ popup } = await chatWithBob(world));
});

afterAll(async () => {
	await world?.stop();
});

/** Sends messages to devices alone, as keys of rooms are sent. */
function isToDevices({ method, url }: SentRequest): boolean {
	return method === 'PUT' && url.includes('/sendToDevice/m.room.encrypted/');
}

describe('the key for what one begins to write', () => {
	it('is with whoever will read it before it is sent', async () => {
		const { sent } = world.browser.network;
		expect(sent.some(isToDevices)).toBe(false);
		await popup.fill(box, 'Lunch');
		await untilTrue('the key to be given away', async () => sent.some(isToDevices));
		const from = sent.length;
		await popup.press('Enter');
		await world.bob.waitForMessage({ body: 'Lunch', isDecrypted: true });
		const afterEnter = sent.slice(from);
		expect(afterEnter.some(({ method, url }) => method === 'PUT' && url.includes('/send/'))).toBe(true);
		expect(afterEnter.some((one) => isToDevices(one) || one.url.endsWith('/keys/claim'))).toBe(false);
	});

	it('reaches all of their devices although the background was dead, and is killed over it', async () => {
		await popup.close();
		await using phone = await SdkDevice.signIn(world.servers.bob, world.bobAccount, 'Phone');
		popup = await world.browser.popup();
		await popup.see(box);
		await killIn(world, isToDevices, async () => {
			await world.browser.killBackground();
			await popup.fill(box, 'Dinner');
		});
		await popup.press('Enter');
		await phone.untilRead('Dinner');
		await world.bob.waitForMessage({ body: 'Dinner', isDecrypted: true });
	});
});
