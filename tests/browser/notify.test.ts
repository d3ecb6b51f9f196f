import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Peer } from '../homeserver/peer.ts';
import { browserName } from './driver/browser-name.ts';
import { type ShownNotification, until, untilTrue } from './driver/index.ts';
import { untilBadge } from './notices.ts';
import { OtherDevice } from './other-device.ts';
import { chatWithBob, signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

const chrome = undefined as unknown as { notifications: { getAll(): Promise<object> } };

let world: World;
let other: OtherDevice;
/** The direct chat with Bob, a room of the two, and one that Alice has muted. */
let direct: string;
let choir: string;
let muted: string;

beforeAll(async () => {
	world = await openWorld(browserName);
	await signIn(world);
	const { popup, roomId } = await chatWithBob(world);
	direct = roomId;
	other = await OtherDevice.signIn(world);
	choir = await other.makeRoom({ name: 'Choir' });
	muted = await other.makeRoom({ name: 'Bulletin' });
	await other.mute(muted);
	await popup.click({ role: 'button', name: 'Back' });
	await popup.see({ role: 'button', name: /^Bulletin/ });
	await popup.close();
});

afterAll(async () => {
	await world?.stop();
});

async function untilNotified(wanted: ShownNotification, timeoutMs?: number): Promise<void> {
	const shown = (): Promise<ShownNotification[]> => world.browser.notifications();
	await untilTrue(
		async () => `a notification ${JSON.stringify(wanted)} among ${JSON.stringify(await shown())}`,
		async () =>
			(await shown()).some(({ title, message }) => title === wanted.title && message === wanted.message),
		timeoutMs,
	);
}

async function messages(): Promise<string[]> {
	return (await world.browser.notifications()).map(({ message }) => message);
}

describe('a message', () => {
	it('is announced with sender and text, after decryption, and counted on the badge', async () => {
		await world.bob.sendText(direct, 'Are you there?');
		await untilNotified({ title: 'Bob', message: 'Are you there?' });
		await untilBadge(world, '1');
		await world.bob.sendText(choir, 'Rehearsal at eight');
		await untilNotified({ title: 'Bob in Choir', message: 'Rehearsal at eight' });
		await untilBadge(world, '2');
	});

	it('opens its room when its notification is clicked, and is no longer counted', async () => {
		await world.browser.clickNotification('Bob in Choir');
		const window = await world.browser.openedPopup();
		await window.see({ role: 'heading', name: 'Choir' });
		await window.see('Rehearsal at eight');
		await untilBadge(world, '1');
		await window.click({ role: 'button', name: 'Back' });
		await window.click({ role: 'button', name: /^Bob/ });
		await window.see('Are you there?');
		await untilBadge(world, '');
		await window.close();
	});

	it('is not announced while a window shows its room', async () => {
		const popup = await world.browser.popup();
		await popup.see({ role: 'textbox', name: 'Message Bob' });
		await world.bob.sendText(direct, 'You are looking at this');
		await popup.see('You are looking at this');
		await world.bob.sendText(choir, 'You are not looking at this');
		await untilNotified({ title: 'Bob in Choir', message: 'You are not looking at this' });
		expect(await messages()).not.toContain('You are looking at this');
		await untilBadge(world, '1');
		await popup.close();
	});

	it('is not announced if Alice wrote it elsewhere, or muted its room', async () => {
		const { servers, alice, bob } = world;
		const phone = await Peer.start({
			homeserver: servers.alice,
			userId: alice.userId,
			password: alice.password,
		});
		try {
			await phone.sendText(direct, 'From my phone');
			await bob.waitForMessage({ body: 'From my phone', isDecrypted: true });
			await bob.sendText(muted, 'Sale on bricks');
			await bob.sendText(direct, 'Got it');
			await untilNotified({ title: 'Bob', message: 'Got it' });
			const shown = await messages();
			expect(shown).not.toContain('From my phone');
			expect(shown).not.toContain('Sale on bricks');
			// One in the choir, one of Bob's.
			await untilBadge(world, '2');
		} finally {
			await phone.stop();
		}
	});

	it('wakes a background that is dead', async () => {
		await world.browser.killBackground();
		expect(await world.browser.isBackgroundAlive()).toBe(false);
		await world.bob.sendText(direct, 'Good morning');
		await untilNotified({ title: 'Bob · 2 messages', message: 'Good morning' }, 45_000);
	});
});

describe('an invite', () => {
	let invited: string;

	it('is announced and counted', async () => {
		await untilBadge(world, '3');
		invited = await world.bob.createRoom({ name: 'Bridge club', invite: [world.alice.userId] });
		await untilNotified({ title: 'Bridge club', message: 'Bob invites you to chat' });
		await untilBadge(world, '4');
		// The badge comes last: by now what was read has been taken back, and this was not.
		expect(await messages()).toContain('Bob invites you to chat');
	});

	it('is taken back when it is answered', async () => {
		const popup = await world.browser.popup();
		await popup.click({ role: 'button', name: 'Back' });
		await popup.click({ role: 'button', name: /^Decline/ });
		// What Bob wrote is read by now; one in the choir is left.
		await untilBadge(world, '1');
		await until('the notification to go', async () => {
			const open = await world.browser.inBackground(async () =>
				Object.keys(await chrome.notifications.getAll()),
			);
			return open.some((id) => id.includes(invited)) ? undefined : true;
		});
		await popup.close();
	});
});
