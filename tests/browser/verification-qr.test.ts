import { VerificationPhase, type VerificationRequest } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SdkDevice } from '../homeserver/sdk-device.ts';
import { browserName } from './driver/browser-name.ts';
import { type Surface, untilTrue } from './driver/index.ts';
import { code, scanWindow } from './shown-code.ts';
import { chatWithBob, say, signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

const ownDialog = { role: 'dialog', name: 'Confirm your device' };
const bobDialog = { role: 'dialog', name: 'Verify Bob' };

let world: World;
/** Another client of Alice's. */
let laptop: SdkDevice;
let bob: SdkDevice;
let popup: Surface;
let roomId: string;

beforeAll(async () => {
	world = await openWorld(browserName);
	await signIn(world);
	laptop = await SdkDevice.signIn(world.servers.alice, world.alice, 'Laptop');
	bob = await SdkDevice.signIn(world.servers.bob, world.bobAccount, 'Desk');
	await bob.setUpIdentity();
	({ popup, roomId } = await chatWithBob(world));
	await say(popup, 'Are you really Bob?');
});

afterAll(async () => {
	await laptop?.stop();
	await bob?.stop();
	await world?.stop();
});

describe('the code of this device', () => {
	it('is no longer shown once the emoji are compared', async () => {
		const request = await askedByLaptop();
		await popup.see(code);
		await popup.click({ role: 'button', name: 'Compare emoji' });
		await laptop.compare(request);
		await popup.see({ role: 'list', name: 'Emoji to compare' });
		await popup.dontSee(code);
		await popup.click({ role: 'button', name: 'They do not match' });
		await closes(ownDialog, /^The emoji were not the same/);
	});

	it('is shown to no device that cannot scan', async () => {
		laptop.crypto.setSupportedVerificationMethods(['m.sas.v1']);
		const request = await askedByLaptop();
		await popup.see('Both devices are there. Compare the emoji that they show.');
		await popup.dontSee(code);
		await request.cancel();
		await closes(ownDialog, /^The other side cancelled/);
	});

	it('confirms nothing when it was somebody else who scanned it', async () => {
		laptop.crypto.setSupportedVerificationMethods(['m.qr_code.scan.v1', 'm.reciprocate.v1', 'm.sas.v1']);
		const request = await askedByLaptop();
		await request.scanQRCode(await scanWindow(popup));
		await popup.see(/^Your code was scanned/);
		await popup.click({ role: 'button', name: 'It does not' });
		await laptop.untilPhase(request, VerificationPhase.Cancelled);
		await closes(ownDialog, /^You said that the other side did not recognise the code/);
		expect(await isLaptopSigned()).toBe(false);
	});

	it('confirms nothing when another secret comes back, and can be shown again', async () => {
		const request = await askedByLaptop();
		const scanned = await scanWindow(popup);
		scanned[scanned.length - 1] = (scanned.at(-1) ?? 0) ^ 1;
		await request.scanQRCode(scanned);
		await laptop.untilPhase(request, VerificationPhase.Cancelled);
		expect(request.cancellationCode).toBe('m.key_mismatch');
		await closes(ownDialog, /^Something went wrong on the way/);
		expect(await isLaptopSigned()).toBe(false);
	});

	it('asks again when the background dies after it was scanned', async () => {
		const request = await askedByLaptop();
		await request.scanQRCode(await scanWindow(popup));
		await popup.see(/^Your code was scanned/);
		await world.browser.killBackground();
		await popup.close();
		popup = await world.browser.popup();
		await laptop.untilPhase(request, VerificationPhase.Cancelled);
		expect(await isLaptopSigned()).toBe(false);
		await popup.click({ role: 'button', name: 'Continue' });
		await popup.see(/^Messa was interrupted in the middle/);
		await (await laptop.nextRequest()).cancel();
		await closes(ownDialog, /^The other side cancelled/);
	});

	it('confirms the device that has scanned it, which gets the secrets', async () => {
		const request = await askedByLaptop();
		await request.scanQRCode(await scanWindow(popup));
		await popup.see(/^Your code was scanned/);
		await popup.dontSee(code);
		await popup.click({ role: 'button', name: 'Confirm' });
		await laptop.untilPhase(request, VerificationPhase.Done);
		await closes(ownDialog, 'Laptop is confirmed as your device.');
		await untilTrue('the signature to arrive', isLaptopSigned);
		await untilTrue('the secrets to arrive', async () => {
			const { privateKeysCachedLocally } = await laptop.crypto.getCrossSigningStatus();
			const hasBackup = (await laptop.crypto.getSessionBackupPrivateKey()) !== null;
			return privateKeysCachedLocally.masterKey && hasBackup;
		});
	});

	it('verifies another person who has scanned it', async () => {
		await untilTrue('Bob to know Alice', async () => {
			await bob.client.getRoom(roomId)?.loadMembersIfNeeded();
			const room = bob.client.getRoom(roomId);
			if (room) bob.crypto.prepareToEncrypt(room);
			return (await bob.crypto.getUserVerificationStatus(world.alice.userId)).known;
		});
		const request = await bob.askPerson(world.alice.userId, roomId);
		await popup.click({ role: 'button', name: 'Answer' });
		await popup.click({ role: 'button', name: 'Accept', within: bobDialog });
		await bob.untilPhase(request, VerificationPhase.Ready);
		await request.scanQRCode(await scanWindow(popup));
		await popup.see({ text: /^Your code was scanned. Does Bob see/, within: bobDialog });
		await popup.click({ role: 'button', name: 'Confirm' });
		await bob.untilPhase(request, VerificationPhase.Done);
		await closes(bobDialog, 'Bob is verified.');
		await popup.see({ role: 'img', name: 'Verified' });
		await untilTrue('Alice to be verified there too', async () => {
			const status = await bob.crypto.getUserVerificationStatus(world.alice.userId);
			return status.isCrossSigningVerified();
		});
	});
});

describe('the code of the other side', () => {
	it('cannot be scanned without a camera, but the emoji can be compared', async () => {
		await popup.close();
		await world.browser.allowCamera(true);
		const desk = await SdkDevice.signIn(world.servers.alice, world.alice, 'Desk');
		try {
			const window = await world.browser.page('sidepanel.html');
			const request = await desk.askOwnDevices();
			await window.click({ role: 'button', name: 'Answer' });
			await window.click({ role: 'button', name: 'Accept' });
			await desk.untilPhase(request, VerificationPhase.Ready);
			await window.click({ role: 'button', name: 'Scan its code' });
			const scanner = await world.browser.waitForTab('scan.html');
			await scanner.see(/^No camera was found/);
			await scanner.click({ role: 'button', name: 'Compare emoji' });
			const { sas } = await desk.compare(request);
			await scanner.see({ role: 'list', name: 'Emoji to compare' });
			await scanner.click({ role: 'button', name: 'They match' });
			await sas.confirm();
			await scanner.see('Desk is confirmed as your device.');
		} finally {
			await desk.stop();
		}
	});
});

async function askedByLaptop(): Promise<VerificationRequest> {
	const request = await laptop.askOwnDevices();
	await popup.click({ role: 'button', name: 'Answer' });
	await popup.click({ role: 'button', name: 'Accept' });
	await laptop.untilPhase(request, VerificationPhase.Ready);
	return request;
}

async function closes(within: { role: string; name: string }, text: string | RegExp): Promise<void> {
	await popup.see({ text, within });
	await popup.click({ role: 'button', name: 'Close', within, nth: 1 });
	await popup.dontSee(within);
}

/** Whether Alice's identity vouches for the laptop, as the homeserver tells everybody. */
async function isLaptopSigned(): Promise<boolean> {
	await laptop.learnOwnDevices();
	const status = await laptop.crypto.getDeviceVerificationStatus(world.alice.userId, laptop.deviceId);
	return status?.signedByOwner ?? false;
}
