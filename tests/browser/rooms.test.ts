import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserName } from './driver/browser-name.ts';
import { type Surface, untilTrue } from './driver/index.ts';
import { untilBadge } from './notices.ts';
import { say, signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let popup: Surface;
let tripId: string;

beforeAll(async () => {
	world = await openWorld(browserName);
	await signIn(world);
	popup = await world.browser.popup();
});

afterAll(async () => {
	await world?.stop();
});

/** A room's line in the list: a button with all that it shows as its name. */
function line(name: string) {
	return { role: 'button', name: new RegExp(`\\b${name}\\b`), within: { role: 'list', name: 'Chats' } };
}

/** An invite's line in the list. */
function invite(name: string) {
	return { role: 'listitem', containing: name };
}

async function back(): Promise<void> {
	await popup.click({ role: 'button', name: 'Back' });
}

describe('a room of several', () => {
	it('is made by name, encrypted, with whom to invite', async () => {
		await popup.click({ role: 'button', name: 'New chat' });
		await popup.click('A room');
		await popup.fill({ role: 'textbox', name: 'Room name' }, 'Trip to Rome');
		await popup.fill({ role: 'textbox', name: 'Invite people' }, world.bob.userId);
		await popup.press('Enter');
		await popup.see({ role: 'button', name: `Remove ${world.bob.userId}` });
		await popup.click({ role: 'button', name: 'Create room' });
		tripId = await world.bob.acceptInvite();
		await popup.see('Bob joined');
		await popup.see('2 members');
		await popup.see({ role: 'img', name: 'Encrypted' });
		expect(await world.bob.rooms()).toMatchObject([
			{ roomId: tripId, name: 'Trip to Rome', isEncrypted: true },
		]);
	});

	it('names who speaks, once for messages in a row', async () => {
		await say(popup, 'I have the tickets', 'Trip to Rome');
		await world.bob.waitForMessage({ body: 'I have the tickets', wasEncrypted: true });
		await world.bob.sendText(tripId, 'Wonderful');
		await world.bob.sendText(tripId, 'When do we leave?');
		await popup.see('When do we leave?');
		const messages = { role: 'log', name: 'Messages' };
		expect(await popup.count({ text: /^Bob$/, within: messages })).toBe(1);
		expect(await popup.count({ text: 'Today', within: messages })).toBe(1);
	});
});

describe('an invite', () => {
	it('is accepted in the list', async () => {
		await back();
		const roomId = await world.bob.createRoom({ name: 'Reading group', invite: [world.alice.userId] });
		await popup.see('Invite from Bob');
		await untilBadge(world, '1');
		await popup.click({ role: 'button', name: 'Accept', within: invite('Reading group') });
		await popup.see({ role: 'textbox', name: 'Message Reading group' });
		await untilJoined(roomId, true);
		await world.bob.sendText(roomId, 'Chapter one, then');
		await popup.see('Chapter one, then');
		await back();
	});

	it('is declined in the list', async () => {
		const roomId = await world.bob.createRoom({ name: 'Time share', invite: [world.alice.userId] });
		await popup.click({ role: 'button', name: 'Decline', within: invite('Time share') });
		await popup.dontSee('Time share');
		await untilTrue('Bob to hear of it', async () => {
			const room = (await world.bob.rooms()).find((one) => one.roomId === roomId);
			return room?.invited.length === 0 && !room.joined.includes(world.alice.userId);
		});
	});
});

describe('a room without encryption', () => {
	const squareComposer = { role: 'textbox', name: 'Message Town square' };
	const question = { role: 'dialog', name: 'Send without encryption' };
	let roomId: string;

	it('is marked plainly', async () => {
		const room = { name: 'Town square', invite: [world.alice.userId], encrypted: false };
		roomId = await world.bob.createRoom(room);
		await popup.click({ role: 'button', name: 'Accept', within: invite('Town square') });
		await popup.see({ text: 'Not encrypted', within: { role: 'region', name: 'Town square' } });
		await popup.see(/servers and everyone in between can read what is written here/);
	});

	it('asks before the first message, and sends nothing before the answer', async () => {
		await popup.fill(squareComposer, 'Hello square');
		await popup.press('Enter');
		await popup.see(question);
		await popup.click({ role: 'button', name: 'Cancel', within: question });
		expect(await popup.text(squareComposer)).toBe('Hello square');
		expect(await spoken(roomId)).toEqual([]);

		await popup.press('Enter');
		await popup.click({ role: 'button', name: 'Send unencrypted', within: question });
		const heard = await world.bob.waitForMessage({ body: 'Hello square' });
		expect(heard.wasEncrypted).toBe(false);
	});

	it('does not ask again', async () => {
		await say(popup, 'Anyone here?', 'Town square');
		await world.bob.waitForMessage({ body: 'Anyone here?' });
		expect(await spoken(roomId)).toEqual(['Hello square', 'Anyone here?']);
		await back();
		await popup.see({ role: 'img', name: 'Not encrypted', within: line('Town square') });
	});
});

describe('the list', () => {
	it('stands in the order of activity', async () => {
		await world.bob.sendText(tripId, 'Shall we meet at the station?');
		await popup.see('Bob: Shall we meet at the station?');
		const names = async (): Promise<string[]> => {
			const lines = await popup.texts({ role: 'button', within: { role: 'list', name: 'Chats' } });
			return lines.map((text) => /Trip to Rome|Reading group|Town square/.exec(text)?.[0] ?? text);
		};
		await untilTrue('the order', async () => {
			return (await names()).join() === 'Trip to Rome,Town square,Reading group';
		});
	});

	it('counts what is unread, on the toolbar too, until it is read, and tells the other so', async () => {
		// The pointer rests at the chat, which is read ahead from then on: what comes later is in it too.
		await popup.hover(line('Trip to Rome'));
		const eventId = await world.bob.sendText(tripId, 'At nine?');
		await popup.see({ text: '2 unread messages', within: line('Trip to Rome') });
		await untilBadge(world, '2');
		await popup.click(line('Trip to Rome'));
		await popup.see('At nine?');
		await world.bob.waitForReceipt(eventId, world.alice.userId);
		await untilBadge(world, '');
		await back();
		await popup.see(line('Trip to Rome'));
		expect(await popup.count(/unread message/)).toBe(0);
	});

	it('is searched by name', async () => {
		const field = { role: 'searchbox', name: 'Search' };
		await popup.fill(field, 'read');
		await popup.dontSee(line('Trip to Rome'));
		await popup.see(line('Reading group'));
		await popup.fill(field, 'nothing like it');
		await popup.see('Nothing matches “nothing like it”.');
		await popup.press('Escape');
		await popup.see(line('Trip to Rome'));
	});
});

describe('the keyboard alone', () => {
	it('moves through the list, opens a chat and comes back', async () => {
		await popup.close();
		popup = await world.browser.popup();
		await popup.see(line('Trip to Rome'));
		await popup.press('ArrowDown');
		await untilFocused('Trip to Rome');
		await popup.press('ArrowDown');
		await untilFocused('Town square');
		await popup.press('Enter');
		await popup.see({ role: 'textbox', name: 'Message Town square' });
		await popup.type('By keyboard');
		await popup.press('Enter');
		await world.bob.waitForMessage({ body: 'By keyboard' });
		await popup.press('Escape');
		await untilFocused('Town square');
		// Its message puts it above the other.
		await untilTrue('Town square above Trip to Rome', async () => {
			const lines = await popup.texts({ role: 'listitem' });
			const [square, trip] = ['Town square', 'Trip to Rome'].map((name) =>
				lines.findIndex((text) => text.includes(name)),
			);
			return (square as number) < (trip as number);
		});
		await popup.press('ArrowDown');
		await untilFocused('Trip to Rome');
		await popup.press('Enter');
		await popup.see({ role: 'textbox', name: 'Message Trip to Rome' });
		await popup.press('Escape');
	});

	it('searches by typing anywhere, and opens the first match', async () => {
		await popup.see({ role: 'list', name: 'Chats' });
		await popup.type('read');
		await popup.dontSee(line('Trip to Rome'));
		await popup.press('Enter');
		await popup.see({ role: 'textbox', name: 'Message Reading group' });
		await popup.press('Escape');
		await popup.press('?');
		await popup.see({ role: 'dialog', name: 'Keys' });
		await popup.press('Escape');
		await popup.dontSee({ role: 'dialog', name: 'Keys' });
		expect(await popup.isClosed()).toBe(false);
		await popup.close();
	});
});

describe('the side panel', () => {
	it('shows list and chat side by side when it is wide, and one of them when it is narrow', async () => {
		const list = { role: 'list', name: 'Chats' };
		const panel = await world.browser.panel();
		await panel.resize(800, 600);
		await panel.see('Choose a chat to read it here.');
		await panel.click(line('Trip to Rome'));
		await panel.see('At nine?');
		await panel.see(list);
		await panel.click(line('Reading group'));
		await panel.see('Chapter one, then');
		await panel.resize(400, 600);
		await panel.dontSee(list);
		await panel.click({ role: 'button', name: 'Back' });
		await panel.see(list);
		await panel.close();
	});
});

/** What Alice has said in a room in clear, as Bob's server knows it, oldest first. */
async function spoken(roomId: string): Promise<string[]> {
	const { username, password } = world.alice;
	const { token } = await world.servers.alice.login(username, password);
	const { chunk } = await world.servers.alice.request<{
		chunk: { type: string; content: { body: string }; sender: string }[];
	}>(`/_matrix/client/v3/rooms/${encodeURIComponent(roomId)}/messages?dir=b&limit=100`, { token });
	return chunk
		.filter(({ type, sender }) => type === 'm.room.message' && sender === world.alice.userId)
		.map(({ content }) => content.body)
		.reverse();
}

async function untilFocused(name: string): Promise<void> {
	await untilTrue(`the focus on ${name}`, async () => (await popup.focused()).startsWith(name));
}

async function untilJoined(roomId: string, isJoined: boolean): Promise<void> {
	await untilTrue('Alice to join', async () => {
		const room = (await world.bob.rooms()).find((one) => one.roomId === roomId);
		return room?.joined.includes(world.alice.userId) === isJoined;
	});
}
