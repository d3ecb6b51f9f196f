import type { VerificationRequest } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SdkDevice } from '../homeserver/sdk-device.ts';
import { compareEmoji } from './compare-emoji.ts';
import { browserName } from './driver/browser-name.ts';
import { type Surface, untilTrue } from './driver/index.ts';
import { chatWithBob, say, signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

const started = new AsyncDisposableStack();
let world: World;

beforeAll(async () => {
	world = await openWorld(browserName);
	await signIn(world);
});

afterAll(async () => {
	await started.disposeAsync();
	await world?.stop();
});

async function device(whose: 'alice' | 'bob', name: string): Promise<SdkDevice> {
	const { servers, alice, bobAccount } = world;
	const signedIn = await SdkDevice.signIn(servers[whose], whose === 'alice' ? alice : bobAccount, name);
	started.defer(() => signedIn.stop());
	return signedIn;
}

/** Goes through a comparison of emoji that the other side has been asked for. */
async function compare(window: Surface, other: SdkDevice, request: VerificationRequest): Promise<void> {
	await request.accept();
	await request.startVerification('m.sas.v1');
	await compareEmoji(window, other, request);
}

describe('a device of the list that is not confirmed', () => {
	const dialog = { role: 'dialog', name: 'Confirm your device' };
	const line = (name: string) => ({ role: 'listitem', containing: name });

	it('is asked itself, and no other, and is confirmed when the emoji match', async () => {
		const [laptop, tablet] = [await device('alice', 'Laptop'), await device('alice', 'Tablet')];
		const settings = await world.browser.openTab('options.html#devices');
		await settings.see({ role: 'button', name: 'Confirm Laptop' });
		await settings.click({ role: 'button', name: 'Confirm Tablet' });
		await settings.see(dialog);
		const request = await tablet.nextRequest();
		await compare(settings, tablet, request);
		await settings.see({ text: 'Tablet is confirmed as your device.', within: dialog });
		await settings.click({ role: 'button', name: 'Close', within: dialog, nth: 1 });
		await settings.see({ text: 'Confirmed', within: line('Tablet') });
		await settings.dontSee({ role: 'button', name: 'Confirm Tablet' });
		await settings.see({ text: 'Not confirmed', within: line('Laptop') });
		expect(laptop.wasAsked).toBe(false);
		await settings.close();
	});
});

describe('a verified person whose identity has changed', () => {
	const dialog = { role: 'dialog', name: 'Verify Bob' };
	const changed = /The identity of Bob has changed since you confirmed them/;
	const verified = { role: 'img', name: 'Verified' };
	const waiting = {
		role: 'img',
		name: 'Waiting to be sent',
		within: { role: 'article', containing: 'Held back' },
	};

	it('is verified again from the line that says so, and gets what waited', async () => {
		const bob = await device('bob', 'Desk');
		await bob.setUpIdentity();
		const { popup, roomId } = await chatWithBob(world);
		await say(popup, 'Are you really Bob?');
		await untilTrue('Bob to know Alice', async () => {
			await bob.client.getRoom(roomId)?.loadMembersIfNeeded();
			const room = bob.client.getRoom(roomId);
			if (room) bob.crypto.prepareToEncrypt(room);
			return (await bob.crypto.getUserVerificationStatus(world.alice.userId)).known;
		});
		await popup.click({ role: 'button', name: 'Verify Bob' });
		await compare(popup, bob, await bob.nextRequest());
		await popup.click({ role: 'button', name: 'Close', within: dialog, nth: 1 });
		await popup.see(verified);

		await bob.resetIdentity(world.bobAccount);
		await popup.see(changed);
		await popup.dontSee(verified);
		await say(popup, 'Held back');
		await popup.see(waiting);

		await popup.click({ role: 'button', name: 'Verify again' });
		await compare(popup, bob, await bob.nextRequest());
		await popup.click({ role: 'button', name: 'Close', within: dialog, nth: 1 });
		await popup.dontSee(changed);
		await popup.see(verified);
		await popup.dontSee(waiting);
		await world.bob.waitForMessage({ roomId, body: 'Held back' });
	});
});
