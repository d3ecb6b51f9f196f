import { VerificationPhase, type VerificationRequest } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SdkDevice } from '../homeserver/sdk-device.ts';
import { compareEmoji } from './compare-emoji.ts';
import { browserName } from './driver/browser-name.ts';
import { type Surface, untilTrue } from './driver/index.ts';
import { signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

const interrupted =
	'Messa was interrupted in the middle. Nothing was confirmed, and the other side was told; start again.';
const asksAgain = 'Messa was interrupted in the middle. It asks the other side once more.';
const dialog = { role: 'dialog', name: 'Confirm your device' };

let world: World;
let laptop: SdkDevice;
let popup: Surface;

beforeAll(async () => {
	world = await openWorld(browserName);
	await signIn(world);
	laptop = await SdkDevice.signIn(world.servers.alice, world.alice, 'Laptop');
	popup = await world.browser.popup();
	await popup.see({ role: 'button', name: 'New chat' });
});

afterAll(async () => {
	await laptop?.stop();
	await world?.stop();
});

/** How far the two go before the background dies. */
const steps: Record<string, (request: VerificationRequest) => Promise<void>> = {
	ready: async (request) => {
		await accept(request);
	},
	'showing emoji': async (request) => {
		await accept(request);
		await popup.click({ role: 'button', name: 'Compare emoji' });
		await laptop.compare(request);
		await popup.see({ role: 'list', name: 'Emoji to compare' });
	},
	'confirmed here': async (request) => {
		await accept(request);
		await popup.click({ role: 'button', name: 'Compare emoji' });
		await laptop.compare(request);
		await popup.click({ role: 'button', name: 'They match' });
		await popup.see('Waiting for the other side to confirm');
	},
	'confirmed there': async (request) => {
		await accept(request);
		await popup.click({ role: 'button', name: 'Compare emoji' });
		const { sas } = await laptop.compare(request);
		await popup.see({ role: 'list', name: 'Emoji to compare' });
		await sas.confirm();
	},
};

describe('a background that dies in the middle', () => {
	it('still has a request that nobody answered', async () => {
		const request = await laptop.askOwnDevices();
		await popup.see('Laptop asks to be confirmed as your device.');
		await die();
		await popup.see('Laptop asks to be confirmed as your device.');
		await accept(request);
		await request.cancel();
		await closes('The other side cancelled. Nothing was confirmed.');
	});

	for (const [step, go] of Object.entries(steps)) {
		it(`asks the same side again when it was ${step}, and nobody counts as verified`, async () => {
			const request = await laptop.askOwnDevices();
			await go(request);
			await die();
			await laptop.untilPhase(request, VerificationPhase.Cancelled);
			expect(await isSigned(laptop)).toBe(false);
			await popup.click({ role: 'button', name: 'Continue' });
			await popup.see({ text: asksAgain, within: dialog });
			await (await laptop.nextRequest()).cancel();
			await closes('The other side cancelled. Nothing was confirmed.');
		});
	}

	it('asks again once the homeserver answers, unless that is cancelled', async () => {
		const request = await laptop.askOwnDevices();
		await accept(request);
		world.browser.network.setOffline(true);
		await die();
		await popup.click({ role: 'button', name: 'Continue' });
		await popup.see({ text: asksAgain, within: dialog });
		await popup.click({ role: 'button', name: 'Cancel', within: dialog });
		world.browser.network.setOffline(false);
		await closes('You cancelled. Nothing was confirmed.');
		await laptop.untilPhase(request, VerificationPhase.Cancelled);
		expect(laptop.wasAsked).toBe(false);
	});

	it('says so when there is no time to ask again', async () => {
		await askedLongAgo('late', 40_000);
		await popup.click({ role: 'button', name: 'Answer' });
		await popup.click({ role: 'button', name: 'Accept' });
		await popup.see({ role: 'button', name: 'Compare emoji' });
		await die();
		await popup.see(interrupted);
		await popup.click({ role: 'button', name: 'Close' });
		await popup.dontSee(interrupted);
	});

	it('goes on in the window that stayed open, and comes to its end', async () => {
		const request = await laptop.askOwnDevices();
		await accept(request);
		await world.browser.killBackground();
		await laptop.untilPhase(request, VerificationPhase.Cancelled);
		await popup.see({ text: asksAgain, within: dialog });
		const again = await laptop.nextRequest();
		await again.accept();
		await popup.click({ role: 'button', name: 'Compare emoji' });
		await compareEmoji(popup, laptop, again);
		await closes('Laptop is confirmed as your device.');
		expect(await isSigned(laptop)).toBe(true);
	});
});

describe('a verification that comes to nothing', () => {
	it('says that the other side stopped it', async () => {
		const request = await laptop.askOwnDevices();
		await accept(request);
		await request.cancel();
		await closes('The other side cancelled. Nothing was confirmed.');
	});

	it('says that what was compared differed, and tells the other side', async () => {
		const request = await laptop.askOwnDevices();
		await accept(request);
		await popup.click({ role: 'button', name: 'Compare emoji' });
		await laptop.compare(request);
		await popup.click({ role: 'button', name: 'They do not match' });
		await laptop.untilPhase(request, VerificationPhase.Cancelled);
		expect(request.cancellationCode).toBe('m.mismatched_sas');
		await closes(/^The emoji were not the same/);
	});

	it('says that another device took it over', async () => {
		const phone = await SdkDevice.signIn(world.servers.alice, world.alice, 'Phone');
		try {
			await confirm(phone);
			const request = await laptop.askOwnDevices();
			await popup.click({ role: 'button', name: 'Answer' });
			await popup.see({ role: 'button', name: 'Accept' });
			await (await phone.nextRequest()).accept();
			await laptop.untilPhase(request, VerificationPhase.Ready);
			await closes('Another device of yours took this over. Go on there.');
			await request.cancel();
		} finally {
			await phone.stop();
		}
	});

	it('ends ten minutes after it was asked for', async () => {
		await askedLongAgo('asked long ago', 6_000);
		await popup.click({ role: 'button', name: 'Answer' });
		await closes('Nobody answered in time. Nothing was confirmed; you can start again.');
	});

	it('is told in the window after the one that it began in was closed', async () => {
		const request = await laptop.askOwnDevices();
		await accept(request);
		await popup.close();
		await request.cancel();
		popup = await world.browser.popup();
		await popup.see('The other side cancelled. Nothing was confirmed.');
		await popup.click({ role: 'button', name: 'Close' });
		await popup.dontSee('The other side cancelled. Nothing was confirmed.');
	});
});

/** The background dies with the window closed, which is opened again. */
async function die(): Promise<void> {
	await world.browser.killBackground();
	await popup.close();
	popup = await world.browser.popup();
}

/** A request of the laptop's that it knows nothing of itself, and that ends after `leftMs`. */
async function askedLongAgo(id: string, leftMs: number): Promise<void> {
	await laptop.sendToDevice(world.alice.userId, 'm.key.verification.request', {
		from_device: laptop.deviceId,
		methods: ['m.sas.v1'],
		timestamp: Date.now() - 10 * 60_000 + leftMs,
		transaction_id: id,
	});
}

/** Only confirmed devices are asked by others. */
async function confirm(device: SdkDevice): Promise<void> {
	const request = await device.askOwnDevices();
	await accept(request, device);
	await popup.click({ role: 'button', name: 'Compare emoji' });
	const { sas } = await device.compare(request);
	await popup.click({ role: 'button', name: 'They match' });
	await sas.confirm();
	await closes('Phone is confirmed as your device.');
	await untilTrue('the signature to arrive', () => isSigned(device));
}

async function accept(request: VerificationRequest, device = laptop): Promise<void> {
	await popup.click({ role: 'button', name: 'Answer' });
	await popup.click({ role: 'button', name: 'Accept' });
	await device.untilPhase(request, VerificationPhase.Ready);
	await popup.see({ role: 'button', name: 'Compare emoji' });
}

async function closes(text: string | RegExp): Promise<void> {
	await popup.see({ text, within: dialog }, { timeoutMs: 20_000 });
	await popup.click({ role: 'button', name: 'Close', within: dialog, nth: 1 });
	await popup.dontSee(dialog);
}

/** Whether Alice's identity vouches for a device, as the homeserver tells everybody. */
async function isSigned({ deviceId }: SdkDevice): Promise<boolean> {
	await laptop.learnOwnDevices();
	const status = await laptop.crypto.getDeviceVerificationStatus(world.alice.userId, deviceId);
	return status?.signedByOwner ?? false;
}
