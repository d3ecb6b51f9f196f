import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserName } from './driver/browser-name.ts';
import { type Surface, untilTrue } from './driver/index.ts';
import { say, signIn, untilDraftIsKept } from './steps.ts';
import { openWorld, type World } from './world.ts';

const composer = { role: 'textbox', name: 'Message Bob' };

let world: World;
let popup: Surface;
let roomId: string;

beforeAll(async () => {
	world = await openWorld(browserName);
	await signIn(world);
	popup = await world.browser.popup();
});

afterAll(async () => {
	await world?.stop();
});

/** The message that shows this text. */
function message(text: string) {
	return { role: 'article', containing: text };
}

describe('starting a chat', () => {
	it('says that nobody has that user id', async () => {
		await popup.click({ role: 'button', name: 'New chat' });
		await popup.fill({ role: 'textbox', name: 'User ID' }, `@nobody:${world.servers.bob.name}`);
		await popup.press('Enter');
		await popup.see('There is nobody with that user ID. Check the spelling.');
	});

	it('says what a user id looks like, and which one is one’s own', async () => {
		await popup.fill({ role: 'textbox', name: 'User ID' }, 'bob');
		await popup.press('Enter');
		await popup.see(/A user ID looks like @name:server/);
		await popup.fill({ role: 'textbox', name: 'User ID' }, world.alice.userId);
		await popup.press('Enter');
		await popup.see('That is your own user ID.');
	});

	it('opens an encrypted chat with a person', async () => {
		await popup.fill({ role: 'textbox', name: 'User ID' }, world.bob.userId);
		await popup.press('Enter');
		await popup.see(composer);
		await popup.see({ role: 'img', name: 'Encrypted' });
		roomId = await world.bob.acceptInvite();
		await popup.see('Bob joined');
		expect(await world.bob.rooms()).toMatchObject([{ roomId, isEncrypted: true }]);
	});

	it('opens the same chat when it is asked for again', async () => {
		await popup.click({ role: 'button', name: 'Back' });
		await popup.click({ role: 'button', name: 'New chat' });
		await popup.fill({ role: 'textbox', name: 'User ID' }, world.bob.userId);
		await popup.press('Enter');
		await popup.see('Bob joined');
		expect(await world.bob.rooms()).toHaveLength(1);
	});
});

describe('a conversation', () => {
	it('shows what the other says first, and sends an answer', async () => {
		await world.bob.sendText(roomId, 'Did you see the paper?');
		await popup.see(message('Did you see the paper?'));
		await say(popup, 'Reading it now');
		const answer = await world.bob.waitForMessage({ body: 'Reading it now' });
		expect(answer).toMatchObject({ roomId, sender: world.alice.userId, wasEncrypted: true });
		await popup.see({ role: 'img', name: 'Sent', within: message('Reading it now') });
	});

	it('shows a reply with what it replies to', async () => {
		const { eventId } = await world.bob.waitForMessage({ body: 'Reading it now' });
		await world.bob.sendReply(roomId, eventId, 'Tell me later');
		const quote = { role: 'note', name: 'Reply to Alice', within: message('Tell me later') };
		await popup.see({ text: 'Reading it now', within: quote });
	});

	it('shows an edit in place of what was said', async () => {
		const eventId = await world.bob.sendText(roomId, 'Lunch at noon?');
		await popup.see('Lunch at noon?');
		await world.bob.sendEdit(roomId, eventId, 'Lunch at one?');
		await popup.see({ text: 'edited', within: message('Lunch at one?') });
		expect(await popup.count('Lunch at noon?')).toBe(0);
		expect(await popup.count('* Lunch at one?')).toBe(0);
	});

	it('shows a reaction, and takes it away again', async () => {
		const { eventId } = await world.bob.waitForMessage({ body: 'Reading it now' });
		const reactionId = await world.bob.sendReaction(roomId, eventId, '👍');
		const reactions = {
			role: 'list',
			name: 'Reactions',
			within: { role: 'article', containing: 'Reading it now', nth: 0 },
		};
		await popup.see({ text: '👍 from Bob', within: reactions });
		await world.bob.redact(roomId, reactionId);
		await popup.dontSee(reactions);
	});

	it('shows that a message was deleted, and nothing of it', async () => {
		const eventId = await world.bob.sendText(roomId, 'Never mind this');
		await popup.see('Never mind this');
		await world.bob.redact(roomId, eventId);
		await popup.see(message('Message deleted'));
		await popup.dontSee('Never mind this');
	});

	it('says why a message cannot be read', async () => {
		await world.servers.bob.request(
			`/_matrix/client/v3/rooms/${encodeURIComponent(roomId)}/send/m.room.encrypted/unknown-key`,
			{ method: 'PUT', token: await bobToken(), body: withUnknownKey },
		);
		await popup.see(
			message(
				'This message cannot be read yet: its key has not reached this device. It appears by itself when the key comes.',
			),
		);
	});

	it('shows that the other one types', async () => {
		await world.bob.setTyping(roomId);
		await popup.see('Bob is typing');
		await world.bob.setTyping(roomId, false);
		await popup.dontSee('Bob is typing');
	});
});

describe('writing', () => {
	it('breaks the line with Shift and Enter, and sends with Enter', async () => {
		await popup.click(composer);
		await popup.type('First line');
		await popup.press('Shift+Enter');
		await popup.type('Second line');
		expect(await popup.text(composer)).toBe('First line\nSecond line');
		await popup.press('Enter');
		await world.bob.waitForMessage({ body: 'First line\nSecond line' });
		expect(await popup.text(composer)).toBe('');
	});

	it('keeps the draft of a room, which opens again, when the popup closes', async () => {
		await popup.fill(composer, 'To be continued');
		await untilDraftIsKept(popup);
		await popup.close();
		popup = await world.browser.popup();
		await untilTrue('the draft', async () => (await popup.text(composer)) === 'To be continued');
		await popup.fill(composer, '');
	});
});

/** A message whose key nobody has, as when the sender's device could not give it. */
const withUnknownKey = {
	algorithm: 'm.megolm.v1.aes-sha2',
	session_id: unpadded(new Uint8Array(32).fill(1)),
	sender_key: unpadded(new Uint8Array(32).fill(9)),
	device_id: 'UNKNOWN',
	// Version 3, index 0, 16 bytes of text, code and signature: the Megolm message format of the Olm specification.
	ciphertext: unpadded(Uint8Array.of(3, 8, 0, 18, 16, ...new Uint8Array(16 + 8 + 64))),
};

function unpadded(bytes: Uint8Array): string {
	return Buffer.from(bytes).toString('base64').replace(/=+$/, '');
}

let token: string | undefined;

/** Bob's second sign-in, at the raw API. */
async function bobToken(): Promise<string> {
	const { username, password } = world.bobAccount;
	token ??= (await world.servers.bob.login(username, password)).token;
	return token;
}
