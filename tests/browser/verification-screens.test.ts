import { VerificationPhase, type VerificationRequest } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { SdkDevice } from '../homeserver/sdk-device.ts';
import { browserName } from './driver/browser-name.ts';
import type { Surface } from './driver/index.ts';
import { HeldCode } from './held-code.ts';
import { Camera } from './screens/camera.ts';
import { code, scanWindow } from './shown-code.ts';
import { signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

const camera = new Camera(browserName);

let world: World;
let held: HeldCode;
let laptop: SdkDevice;

beforeAll(async () => {
	held = await HeldCode.make(browserName);
	world = await openWorld(browserName, { camera: held.file });
	await signIn(world);
	laptop = await SdkDevice.signIn(world.servers.alice, world.alice, 'Laptop');
});

afterAll(async () => {
	await laptop?.stop();
	await world?.stop();
	await held?.[Symbol.asyncDispose]();
});

describe('verification by QR code, in light and dark, without a violation', () => {
	it('the code, and the question once it was scanned', async () => {
		for (const view of ['popup', 'panel'] as const) {
			const window = await open(view);
			const { request } = await accepted(window);
			await camera.take(window, view, 'verify-code', code);
			await request.scanQRCode(await scanWindow(window));
			await camera.take(window, view, 'verify-scanned', /^Your code was scanned/);
			await window.click({ role: 'button', name: 'It does not' });
			await camera.take(window, view, 'verify-not-scanned', /^You said that the other side/);
			await window.click({ role: 'button', name: 'Close', within: dialog, nth: 1 });
			await window.close();
		}
	});

	it('the page that scans', async () => {
		await world.browser.allowCamera(false);
		const panel = await open('panel');
		const { request } = await accepted(panel);
		await panel.click({ role: 'button', name: 'Scan its code' });
		const scanner = await world.browser.waitForTab('scan.html');
		await camera.take(scanner, 'tab', 'scan-refused', /^Messa may not use the camera/);
		await world.browser.allowCamera(true);
		await held.show(scanner, new TextEncoder().encode('https://matrix.org'));
		await camera.take(scanner, 'tab', 'scan-other', /^That is another kind of code/);
		const shown = await request.generateQRCode();
		if (shown) await held.show(scanner, shown);
		await camera.take(scanner, 'tab', 'scan-recognised', /^Code recognised/);
		await request.cancel();
		await camera.take(scanner, 'tab', 'scan-ended', /^The other side cancelled/);
		await scanner.click({ role: 'button', name: 'Close' });
		await panel.close();
	});

	it('what was interrupted, and is asked for once more', async () => {
		for (const view of ['popup', 'panel'] as const) {
			const before = await open(view);
			await accepted(before);
			await world.browser.killBackground();
			await before.close();
			const window = await open(view);
			await window.click({ role: 'button', name: 'Continue' });
			await camera.take(window, view, 'verify-again', /^Messa was interrupted in the middle/);
			await window.click({ role: 'button', name: 'Cancel', within: dialog });
			await window.see('You cancelled. Nothing was confirmed.');
			await window.close();
		}
	});
});

const dialog = { role: 'dialog', name: 'Confirm your device' };

async function open(view: 'popup' | 'panel'): Promise<Surface> {
	return view === 'popup'
		? await world.browser.popup()
		: await world.browser.page('sidepanel.html', { width: 400, height: 640 });
}

async function accepted(window: Surface): Promise<{ request: VerificationRequest }> {
	const request = await laptop.askOwnDevices();
	await window.click({ role: 'button', name: 'Answer' });
	await window.click({ role: 'button', name: 'Accept' });
	await laptop.untilPhase(request, VerificationPhase.Ready);
	return { request };
}
