import { VerificationPhase, type VerificationRequest } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SdkDevice } from '../homeserver/sdk-device.ts';
import { browserName } from './driver/browser-name.ts';
import { type Browser, launch, type Surface, untilTrue } from './driver/index.ts';
import { HeldCode } from './held-code.ts';
import { scanWindow } from './shown-code.ts';
import { chatWithBob, givePassword, say, signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let held: HeldCode;
/** Another client of Alice's. */
let laptop: SdkDevice;
let bob: SdkDevice;
let roomId: string;
let tried = 0;

beforeAll(async () => {
	held = await HeldCode.make(browserName);
	world = await openWorld(browserName, { camera: held.file });
	await signIn(world);
	laptop = await SdkDevice.signIn(world.servers.alice, world.alice, 'Laptop');
	bob = await SdkDevice.signIn(world.servers.bob, world.bobAccount, 'Desk');
	await bob.setUpIdentity();
	const chat = await chatWithBob(world);
	roomId = chat.roomId;
	await say(chat.popup, 'Are you really Bob?');
	await chat.popup.close();
});

afterAll(async () => {
	console.log(`${tried} wrong codes were refused`);
	await laptop?.stop();
	await bob?.stop();
	await world?.stop();
	await held?.[Symbol.asyncDispose]();
});

describe('the page that scans', () => {
	it('says that the camera is refused, and goes on when it is allowed', async () => {
		await world.browser.allowCamera(false);
		const { request, scanner } = await scannerFor(laptop, await laptop.askOwnDevices(), () =>
			world.browser.popup(),
		);
		await scanner.see(/^Messa may not use the camera/);
		await world.browser.allowCamera(true);
		await scanner.click({ role: 'button', name: 'Try again' });
		await scanner.see('Looking for a code');
		await scanner.press('Tab');
		expect(await scanner.focused()).toBe('Cancel');
		await scanner.press('Enter');
		await laptop.untilPhase(request, VerificationPhase.Cancelled);
		await ends(scanner, 'You cancelled. Nothing was confirmed.');
	});

	it('tells other codes apart, and goes on', async () => {
		const { request, scanner, code } = await scannerForLaptop();
		const text = (it: string): Uint8Array => new TextEncoder().encode(it);
		const others: [string, Uint8Array | Uint8ClampedArray][] = [
			['another kind of code', text('https://matrix.to/#/@bob:example.org')],
			['another kind of code', text('MATRIX')],
			['another kind of code', text('0123456789')],
			['another kind of code', crypto.getRandomValues(new Uint8Array(code.length))],
			['another kind of code', changed(code, 0)],
			// The format's version, its mode, the length of the id.
			['another kind of code', changed(code, 6)],
			['another kind of code', changed(code, 7)],
			['another kind of code', changed(code, 8)],
			['another kind of code', code.subarray(0, 60)],
			['the code of another verification', changed(code, 10)],
			['the code of another verification', changed(code, 41)],
		];
		for (const [words, bytes] of others) {
			tried += 1;
			await held.show(scanner, bytes);
			await scanner.see(new RegExp(words));
		}
		expect(request.phase).toBe(VerificationPhase.Ready);
		await held.show(scanner, code);
		await scanner.see(/^Code recognised/);
		await scanner.click({ role: 'button', name: 'Cancel' });
		await ends(scanner, 'You cancelled. Nothing was confirmed.');
	});

	it('confirms nothing for a code with other keys or another secret in it', async () => {
		const { length } = (await scannerForLaptop({ isKept: false })).code;
		for (const at of [44, length - 40, length - 1]) {
			tried += 1;
			const { request, scanner, code } = await scannerForLaptop();
			await held.show(scanner, changed(code, at));
			await ends(scanner, /^The other side's keys are not the ones it is known by/);
			expect(await isLaptopSigned()).toBe(false);
			// The bare SDK leaves a request open whose code came back with another secret.
			await request.cancel();
		}
	});

	it('asks again when the background dies after a code was recognised', async () => {
		const { request, scanner, code } = await scannerForLaptop();
		await held.show(scanner, code);
		await scanner.see(/^Code recognised/);
		await world.browser.killBackground();
		await held.takeAway();
		await scanner.evaluate(() => location.reload());
		await laptop.untilPhase(request, VerificationPhase.Cancelled);
		expect(await isLaptopSigned()).toBe(false);
		await scanner.see(/^Messa was interrupted in the middle/);
		const again = await laptop.nextRequest();
		await again.accept();
		await scanner.see('Looking for a code');
		await again.cancel();
		await ends(scanner, /^The other side cancelled/);
	});

	it('confirms the device whose code it was, and closes the camera', async () => {
		const { request, scanner, code } = await scannerForLaptop();
		await held.show(scanner, code);
		await scanner.see(/^Code recognised\. Now confirm on your other device/);
		expect(await scanner.evaluate(() => document.querySelector('video'))).toBe(null);
		await confirmScanned(laptop, request);
		await ends(scanner, 'Laptop is confirmed as your device.');
		await untilTrue('the signature to arrive', isLaptopSigned);
	});

	it('verifies another person whose code it was', async () => {
		await untilTrue('Bob to know Alice', async () => {
			await bob.client.getRoom(roomId)?.loadMembersIfNeeded();
			const room = bob.client.getRoom(roomId);
			if (room) bob.crypto.prepareToEncrypt(room);
			return (await bob.crypto.getUserVerificationStatus(world.alice.userId)).known;
		});
		const { request, scanner, code } = await scannerFor(bob, await bob.askPerson(world.alice.userId, roomId));
		await held.show(scanner, code);
		await scanner.see(/^Code recognised\. Now Bob confirms/);
		await confirmScanned(bob, request);
		await ends(scanner, 'Bob is verified.');
		await untilTrue('Alice to be verified there too', async () => {
			const status = await bob.crypto.getUserVerificationStatus(world.alice.userId);
			return status.isCrossSigningVerified();
		});
	});
});

describe('a second Messa', () => {
	let second: Browser;

	beforeAll(async () => {
		second = await launch(browserName, { camera: held.file });
		await second.allowCamera(true);
	});

	afterAll(async () => {
		await second?.close();
	});

	it('is confirmed when it scans the code of the first', async () => {
		const welcome = await second.waitForTab('welcome.html');
		await givePassword(welcome, world.alice);
		await welcome.click({ role: 'radio', name: 'Another device' }, { timeoutMs: 30_000 });
		await welcome.click({ role: 'button', name: 'Use another device' });
		const popup = await world.browser.popup();
		await popup.click({ role: 'button', name: 'Answer' });
		await popup.click({ role: 'button', name: 'Accept' });
		const code = await scanWindow(popup);
		await welcome.click({ role: 'button', name: 'Scan its code' });
		const scanner = await second.waitForTab('scan.html');
		await held.show(scanner, code);
		await scanner.see(/^Code recognised/);
		await popup.see(/^Your code was scanned/);
		await popup.click({ role: 'button', name: 'Confirm' });
		await popup.see(/is confirmed as your device\.$/);
		await ends(scanner, /^This device is confirmed/);
		await welcome.see(/Pin Messa/);
		await popup.close();
	});
});

interface Scanning {
	request: VerificationRequest;
	scanner: Surface;
	/** What the other side shows. */
	code: Uint8ClampedArray;
}

async function scannerForLaptop({ isKept = true } = {}): Promise<Scanning> {
	const scanning = await scannerFor(laptop, await laptop.askOwnDevices());
	if (isKept) return scanning;
	await scanning.request.cancel();
	await ends(scanning.scanner, /^The other side cancelled/);
	return scanning;
}

/** Accepts a request in a window, and opens the page that scans from there. */
async function scannerFor(
	other: SdkDevice,
	request: VerificationRequest,
	openWindow = (): Promise<Surface> => world.browser.page('sidepanel.html'),
): Promise<Scanning> {
	const window = await openWindow();
	await window.click({ role: 'button', name: 'Answer' });
	await window.click({ role: 'button', name: 'Accept' });
	await other.untilPhase(request, VerificationPhase.Ready);
	const code = await request.generateQRCode();
	if (!code) throw new Error('the other side has no code to show');
	await window.click({ role: 'button', name: 'Scan its code' });
	await world.browser.waitForTab('scan.html');
	await window.close();
	// In front, now that nothing lies over it: browsers open the camera for no other tab.
	const scanner = await world.browser.waitForTab('scan.html');
	return { request, scanner, code };
}

async function confirmScanned(other: SdkDevice, request: VerificationRequest): Promise<void> {
	const scanned = await other.until(
		'its code to be scanned',
		() => request.verifier?.getReciprocateQrCodeCallbacks() ?? undefined,
	);
	scanned.confirm();
	await other.untilPhase(request, VerificationPhase.Done);
}

async function ends(scanner: Surface, text: string | RegExp): Promise<void> {
	await scanner.see(text);
	await scanner.click({ role: 'button', name: 'Close' });
	await untilTrue('the tab to close', () => scanner.isClosed());
}

/** The same bytes but for one bit. */
function changed(bytes: Uint8ClampedArray, at: number): Uint8ClampedArray {
	return bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
}

/** Whether Alice's identity vouches for the laptop, as the homeserver tells everybody. */
async function isLaptopSigned(): Promise<boolean> {
	await laptop.learnOwnDevices();
	const status = await laptop.crypto.getDeviceVerificationStatus(world.alice.userId, laptop.deviceId);
	return status?.signedByOwner ?? false;
}
