import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserName } from './driver/browser-name.ts';
import { type Surface, untilTrue } from './driver/index.ts';
import { OtherDevice } from './other-device.ts';
import { chatWithBob, say, signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

const chrome = undefined as unknown as { notifications: { getAll(): Promise<object> } };

let world: World;
let popup: Surface;
/** Bob, who may remove people. */
let bob: OtherDevice;
let choir: string;

beforeAll(async () => {
	world = await openWorld(browserName);
	await signIn(world);
	({ popup } = await chatWithBob(world));
	bob = await OtherDevice.signIn(world, 'bob');
	await popup.click({ role: 'button', name: 'Back' });
	choir = await world.bob.createRoom({ name: 'Choir', invite: [world.alice.userId] });
	await join('Choir');
	await world.bob.sendText(choir, 'Welcome to the choir');
	await popup.see('Welcome to the choir');
});

afterAll(async () => {
	await world?.stop();
});

function line(name: string) {
	return { role: 'button', name: new RegExp(`\\b${name}\\b`), within: { role: 'list', name: 'Chats' } };
}

function invite(name: string) {
	return { role: 'listitem', containing: name };
}

async function join(name: string): Promise<void> {
	await popup.click({ role: 'button', name: 'Accept', within: invite(name) });
	await popup.see({ role: 'textbox', name: `Message ${name}` });
}

async function membership(
	what: 'kick' | 'ban' | 'unban' | 'invite',
	roomId: string,
	reason?: string,
): Promise<void> {
	const body = { user_id: world.alice.userId, ...(reason && { reason }) };
	await bob.request('POST', `/rooms/${encodeURIComponent(roomId)}/${what}`, body);
}

describe('being removed', () => {
	it('says by whom and why, keeps what was said, and takes the room off the list', async () => {
		await membership('kick', choir, 'You sing flat');
		await popup.see('Bob removed you from this chat.');
		await popup.see('Reason: You sing flat');
		await popup.see(/Bob removed .* \(“You sing flat”\)/);
		await popup.see('Welcome to the choir');
		expect(await popup.count({ role: 'textbox', name: 'Message Choir' })).toBe(0);
		await popup.click({ role: 'button', name: 'Back' });
		await popup.dontSee(line('Choir'));
	});

	it('ends with an invite that is announced, and with reading on', async () => {
		await world.bob.sendText(choir, 'Said while Alice was gone');
		await membership('invite', choir);
		await untilTrue('the invite to be announced', async () =>
			(await world.browser.notifications()).some(({ title }) => title === 'Choir'),
		);
		await join('Choir');
		await popup.see('Welcome to the choir');
		await world.bob.sendText(choir, 'Welcome back');
		await popup.see('Welcome back');
		await say(popup, 'Glad to be here', 'Choir');
		await world.bob.waitForMessage({ body: 'Glad to be here', wasEncrypted: true });
	});

	it('says that it was a ban, and of no use to try again', async () => {
		await membership('ban', choir);
		await popup.see('Bob banned you from this chat.');
		await membership('unban', choir);
		await membership('invite', choir);
		await popup.click({ role: 'button', name: 'Back' });
		await join('Choir');
		await world.bob.sendText(choir, 'Once more');
		await popup.see('Once more');
		await popup.click({ role: 'button', name: 'Back' });
	});
});

describe('an invite that is withdrawn', () => {
	it('leaves the list, and its notification goes', async () => {
		const roomId = await world.bob.createRoom({ name: 'Surprise', invite: [world.alice.userId] });
		await popup.see(invite('Surprise'));
		const isAnnounced = async (): Promise<boolean> => {
			const open = await popup.evaluate(async () => Object.keys(await chrome.notifications.getAll()));
			return open.some((id) => id.includes(roomId));
		};
		await untilTrue('the invite to be announced', isAnnounced);
		await membership('kick', roomId);
		// By sliding sync it is looked at with the next answer, which may come when the poll is over.
		await popup.dontSee(invite('Surprise'), { timeoutMs: 45_000 });
		await untilTrue('its notification to go', async () => !(await isAnnounced()));
		await untilTrue('the badge to go', async () => (await world.browser.badgeText()) === '');
	});
});

describe('a room that is replaced', () => {
	it('says so, and leads to the new one, which takes its place in the list', async () => {
		const versions = await bob.request<{ capabilities: { 'm.room_versions': { default: string } } }>(
			'GET',
			'/capabilities',
		);
		const { replacement_room: successor } = await bob.request<{ replacement_room: string }>(
			'POST',
			`/rooms/${encodeURIComponent(choir)}/upgrade`,
			{ new_version: versions.capabilities['m.room_versions'].default },
		);
		await membership('invite', successor);
		// It comes in above: what is clicked before may be another line by then.
		await popup.see('Invite from Bob');
		await popup.click(line('Choir'));
		await popup.see('This room was replaced.');
		await popup.see('Once more');
		await popup.click({ role: 'button', name: 'Open the new room' });
		await popup.see({ role: 'textbox', name: 'Message Choir' });
		await world.bob.sendText(successor, 'Here we are now');
		await popup.see('Here we are now');
		await popup.click({ role: 'button', name: 'Back' });
		await popup.see('Bob: Here we are now');
		expect(await popup.count(line('Choir'))).toBe(1);
		await untilTrue('the badge to be empty', async () => (await world.browser.badgeText()) === '');
	});
});
