import { VerificationPhase, type VerificationRequest } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SdkDevice } from '../homeserver/sdk-device.ts';
import { compareEmoji } from './compare-emoji.ts';
import { browserName } from './driver/browser-name.ts';
import { type Surface, untilTrue } from './driver/index.ts';
import { chatWithBob, say, signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

const dialog = { role: 'dialog', name: 'Verify Bob' };

let world: World;
let bob: SdkDevice;
let popup: Surface;
let roomId: string;

beforeAll(async () => {
	world = await openWorld(browserName);
	await signIn(world);
	bob = await SdkDevice.signIn(world.servers.bob, world.bobAccount, 'Desk');
	await bob.setUpIdentity();
	({ popup, roomId } = await chatWithBob(world));
	await say(popup, 'Are you really Bob?');
	await untilTrue('Bob to know Alice', async () => {
		await bob.client.getRoom(roomId)?.loadMembersIfNeeded();
		const room = bob.client.getRoom(roomId);
		if (room) bob.crypto.prepareToEncrypt(room);
		return (await bob.crypto.getUserVerificationStatus(world.alice.userId)).known;
	});
});

afterAll(async () => {
	await bob?.stop();
	await world?.stop();
});

describe('another person', () => {
	it('can be asked, and can decline', async () => {
		await popup.click({ role: 'button', name: 'Verify Bob' });
		await popup.see({ text: /^Waiting for Bob to accept/, within: dialog });
		const request = await bob.nextRequest();
		await request.cancel();
		await closes('The other side cancelled. Nothing was confirmed.');
		await popup.see('Alice asked for a verification');
		await popup.see('Bob ended the verification');
	});

	it('asks, and can be declined', async () => {
		const request = await bob.askPerson(world.alice.userId, roomId);
		await popup.see('Bob wants to verify you.');
		await popup.see('Bob asked for a verification');
		await popup.click({ role: 'button', name: 'Answer' });
		await popup.click({ role: 'button', name: 'Decline', within: dialog });
		await bob.untilPhase(request, VerificationPhase.Cancelled);
		await closes('You cancelled. Nothing was confirmed.');
		expect(await isAliceVerified()).toBe(false);
	});

	it('asks, and can still be answered after the background has died', async () => {
		const request = await bob.askPerson(world.alice.userId, roomId);
		await popup.see('Bob wants to verify you.');
		await world.browser.killBackground();
		await popup.evaluate(() => location.reload());
		await popup.click({ role: 'button', name: 'Answer' });
		await popup.click({ role: 'button', name: 'Accept', within: dialog });
		await bob.untilPhase(request, VerificationPhase.Ready);
		await world.browser.killBackground();
		await bob.untilPhase(request, VerificationPhase.Cancelled);
		await popup.see({ text: /^Messa was interrupted in the middle/, within: dialog });
		await (await bob.nextRequest()).cancel();
		await closes('The other side cancelled. Nothing was confirmed.');
	});

	it('asks, and is verified when the emoji match', async () => {
		const request = await bob.askPerson(world.alice.userId, roomId);
		await popup.click({ role: 'button', name: 'Answer' });
		await popup.click({ role: 'button', name: 'Accept', within: dialog });
		await bob.untilPhase(request, VerificationPhase.Ready);
		await request.startVerification('m.sas.v1');
		await matches(request);
		await untilTrue('Alice to be verified', isAliceVerified);
		await popup.see({ role: 'img', name: 'Verified' });
		await popup.see('Alice finished the verification');
	});
});

async function matches(request: VerificationRequest): Promise<void> {
	await compareEmoji(popup, bob, request);
	await closes('Bob is verified.');
}

async function closes(text: string): Promise<void> {
	await popup.see({ text, within: dialog });
	await popup.click({ role: 'button', name: 'Close', within: dialog, nth: 1 });
	await popup.dontSee(dialog);
}

async function isAliceVerified(): Promise<boolean> {
	return (await bob.crypto.getUserVerificationStatus(world.alice.userId)).isCrossSigningVerified();
}
