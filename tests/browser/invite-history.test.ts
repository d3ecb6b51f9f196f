import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserName } from './driver/browser-name.ts';
import { type Surface, untilTrue } from './driver/index.ts';
import { killIn } from './kill-in.ts';
import { SdkDevice } from './sdk-device.ts';
import { say, signIn } from './steps.ts';
import { openWorld, type Person, register, type World } from './world.ts';

const started = new AsyncDisposableStack();
const sheet = { role: 'dialog', name: 'Who can read this chat' };
const opener = { role: 'button', name: 'Invite someone', within: sheet };
const field = { role: 'textbox', name: 'User ID', within: sheet };

let world: World;
let phone: SdkDevice;
let roomId: string;
let popup: Surface;

beforeAll(async () => {
	world = await openWorld(browserName);
	const { servers, alice, bobAccount } = world;
	await signIn(world);
	phone = started.use(await SdkDevice.signIn(servers.bob, bobAccount));
	await phone.createIdentity({ hasBackup: true });
	roomId = await phone.makeRoom('Trip to Rome', [alice.userId]);
	popup = await world.browser.popup();
	await popup.click({ role: 'button', name: 'Accept' });
	await phone.untilJoined(roomId, alice.userId);
	await phone.sendText(roomId, 'We leave on Monday');
	await popup.see('We leave on Monday');
	await say(popup, 'I bring the tent', 'Trip to Rome');
	await phone.untilRead('I bring the tent');
});

afterAll(async () => {
	await started.disposeAsync();
	await world?.stop();
});

/** Somebody with a client that has an identity, as keys are given to confirmed devices alone. */
async function newcomer(username: string): Promise<{ person: Person; device: SdkDevice }> {
	const { bob } = world.servers;
	const person = await register(bob, username, username);
	const device = started.use(await SdkDevice.signIn(bob, person));
	await device.createIdentity({ hasBackup: false });
	return { person, device };
}

async function openForm(): Promise<void> {
	await popup.click({ role: 'button', name: 'Who can read this chat' });
	// The sheet grows as its list comes in.
	await popup.see({ role: 'listitem', containing: 'Bob', within: sheet });
	await popup.click(opener);
	await popup.see(field);
}

async function invite(userId: string): Promise<void> {
	await popup.fill(field, userId);
	await popup.press('Enter');
}

async function closeSheet(): Promise<void> {
	await popup.press('Escape');
	await popup.dontSee(sheet);
}

async function setState(type: string, content: object): Promise<void> {
	await phone.client.sendStateEvent(roomId, type as never, content as never, '');
}

/** How often the timeline says that somebody was invited. */
async function invitesOf(userId: string): Promise<number> {
	const { chunk } = await phone.client.http.authedRequest<{
		chunk: { state_key?: string; content: object }[];
	}>('GET' as never, `/rooms/${encodeURIComponent(roomId)}/messages`, { dir: 'b', limit: '100' });
	return chunk.filter(
		({ state_key, content }) =>
			state_key === userId && 'membership' in content && content.membership === 'invite',
	).length;
}

describe('inviting somebody', () => {
	it('says that they can read earlier messages, and they do', async () => {
		const { person, device } = await newcomer('mia');
		await openForm();
		await popup.see(/will be able to read earlier messages of this chat/);
		await invite(person.userId);
		await popup.see(`${person.userId} is invited.`);
		await popup.see({ role: 'listitem', containing: 'mia', within: sheet });
		await closeSheet();
		await popup.see(/Alice invited mia/);
		await device.join(roomId);
		await device.untilRead('We leave on Monday');
		await device.untilRead('I bring the tent');
	});

	it('says what is wrong with whom', async () => {
		const { servers, bobAccount } = world;
		await openForm();
		await invite('mia');
		await popup.see(/looks like @name:server/);
		const refusals: [string, RegExp][] = [
			[`@nobody:${servers.bob.name}`, /There is nobody with that user ID/],
			['@somebody:localhost:1', /The server of that user ID does not answer/],
			[bobAccount.userId, /They are in this chat already/],
		];
		for (const [userId, words] of refusals) {
			if ((await popup.count(field)) === 0) await popup.click(opener);
			await invite(userId);
			await popup.see(words);
			await popup.see(`${userId} is not invited.`);
			await popup.click({ role: 'button', name: 'Close', within: { role: 'listitem', containing: userId } });
			await popup.dontSee(words);
		}
		await closeSheet();
	});

	it('waits for the network, and is done by itself', async () => {
		const { person, device } = await newcomer('noah');
		await openForm();
		world.browser.network.setOffline(true);
		await invite(person.userId);
		await popup.see(/is not invited/);
		await popup.see('Messa goes on trying.');
		world.browser.network.setOffline(false);
		await popup.dontSee(/is not invited/, { timeoutMs: 60_000 });
		await closeSheet();
		await device.join(roomId);
		await device.untilRead('I bring the tent');
	});

	it('outlives the background, and happens once', async () => {
		const { person, device } = await newcomer('ella');
		await openForm();
		await killIn(
			world,
			({ method, url }) => method === 'POST' && url.endsWith('/invite'),
			() => invite(person.userId),
		);
		await popup.close();
		popup = await world.browser.popup();
		await popup.click({ role: 'button', name: 'Who can read this chat' });
		await popup.see({ role: 'listitem', containing: 'ella', within: sheet });
		await popup.dontSee(/Inviting/);
		await closeSheet();
		await device.join(roomId);
		await device.untilRead('We leave on Monday');
		expect(await invitesOf(person.userId)).toBe(1);
	});
});

describe('a chat that keeps its history from newcomers', () => {
	it('says so before, and gives no keys', async () => {
		const { person, device } = await newcomer('nora');
		await setState('m.room.history_visibility', { history_visibility: 'joined' });
		await openForm();
		await popup.see(/will not be able to read earlier messages: this chat keeps them/);
		world.browser.network.record();
		await invite(person.userId);
		await popup.see(`${person.userId} is invited.`);
		await closeSheet();
		await device.join(roomId);
		await phone.untilJoined(roomId, person.userId);
		await phone.sendText(roomId, 'Welcome Nora');
		await device.untilRead('Welcome Nora');
		expect(device.texts).not.toContain('We leave on Monday');
		expect(device.texts).not.toContain('I bring the tent');
		expect(world.browser.network.sent.filter(({ url }) => url.includes('/media/'))).toEqual([]);
	});
});

describe('a chat whose rules do not allow it', () => {
	it('has no button', async () => {
		const levels = phone.client.getRoom(roomId)?.currentState.getStateEvents('m.room.power_levels', '');
		await setState('m.room.power_levels', { ...levels?.getContent(), invite: 100 });
		await popup.click({ role: 'button', name: 'Who can read this chat' });
		await popup.see({ role: 'listitem', containing: 'mia', within: sheet });
		await popup.dontSee(opener);
		await setState('m.room.power_levels', { ...levels?.getContent(), invite: 0 });
		await popup.see(opener);
		await closeSheet();
	});

	it('says so of who was banned', async () => {
		const person = await register(world.servers.bob, 'omar', 'omar');
		await phone.client.ban(roomId, person.userId);
		await untilTrue('the ban to be there', async () => (await popup.count(/banned/)) > 0);
		await openForm();
		await invite(person.userId);
		await popup.see(/They were banned from this chat/);
		await closeSheet();
	});
});
