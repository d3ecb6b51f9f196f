import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { browserName } from './driver/browser-name.ts';
import { type Surface, untilTrue } from './driver/index.ts';
import { untilBadge } from './notices.ts';
import { OtherDevice } from './other-device.ts';
import { chatWithBob, signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let popup: Surface;
let other: OtherDevice;
let direct: string;
let choir: string;

beforeAll(async () => {
	world = await openWorld(browserName);
	await signIn(world);
	({ popup, roomId: direct } = await chatWithBob(world));
	other = await OtherDevice.signIn(world);
	choir = await other.makeRoom({ name: 'Choir' });
	await popup.click({ role: 'button', name: 'Back' });
	await popup.see(line('Choir'));
});

afterAll(async () => {
	await world?.stop();
});

/** A room's line in the list. */
function line(name: string) {
	return { role: 'button', name: new RegExp(`^${name}`), within: { role: 'list', name: 'Chats' } };
}

/** Bob says something in the choir that counts. @returns its event id. */
async function news(text: string, count = 1): Promise<string> {
	const eventId = await world.bob.sendText(choir, text);
	await popup.see({ text: `${count} unread message`, within: line('Choir') });
	return eventId;
}

async function receipt(kind: string, eventId: string, body: object = {}): Promise<void> {
	const path = `/rooms/${encodeURIComponent(choir)}/receipt/${kind}/${encodeURIComponent(eventId)}`;
	await other.request('POST', path, body);
}

async function untilRead(): Promise<void> {
	await popup.dontSee({ text: /unread message/, within: line('Choir') });
	await untilBadge(world, '');
}

async function untilServerHasMark(isUnread: boolean): Promise<void> {
	const path = `/user/${encodeURIComponent(world.alice.userId)}/rooms/${encodeURIComponent(choir)}/account_data/m.marked_unread`;
	await untilTrue(`the homeserver's mark to be ${isUnread}`, async () => {
		return (await other.request('GET', path).catch(() => ({ unread: undefined }))).unread === isUnread;
	});
}

describe('what was read on another device', () => {
	beforeEach(async () => {
		await untilBadge(world, '');
	});

	it('counts no more once its public receipt comes', async () => {
		await receipt('m.read', await news('Rehearsal at eight'));
		await untilRead();
	});

	it('counts no more once its private receipt comes', async () => {
		await receipt('m.read.private', await news('Bring your notes'));
		await untilRead();
	});

	it('counts no more by a receipt of the main timeline, while a thread counts until it is read itself', async () => {
		const root = await news('Who sings the solo?');
		const answer = await world.bob.sendInThread(choir, root, 'I would love to');
		await popup.see({ text: '2 unread messages', within: line('Choir') });
		await receipt('m.read', root, { thread_id: 'main' });
		await popup.see({ text: '1 unread message', within: line('Choir') });
		await untilBadge(world, '1');
		await receipt('m.read', answer, { thread_id: root });
		await untilRead();
	});

	it('counts no more when one has answered there', async () => {
		const { roomId, name } = {
			roomId: await other.makeRoom({ name: 'Square', isEncrypted: false }),
			name: 'Square',
		};
		await world.bob.sendText(roomId, 'Anyone?');
		await popup.see({ text: '1 unread message', within: line(name) });
		await other.request('PUT', `/rooms/${encodeURIComponent(roomId)}/send/m.room.message/1`, {
			msgtype: 'm.text',
			body: 'Here',
		});
		await popup.see({ text: 'You: Here', within: line(name) });
		await popup.dontSee({ text: /unread message/, within: line(name) });
	});
});

describe('a message that was deleted', () => {
	it('counts no more', async () => {
		const eventId = await news('Forget it');
		await untilBadge(world, '1');
		await world.bob.redact(choir, eventId);
		await untilRead();
	});
});

describe('a chat marked as unread', () => {
	it('stands out when another device marked it, until it is opened here, which that one hears of', async () => {
		const path = `/user/${encodeURIComponent(world.alice.userId)}/rooms/${encodeURIComponent(choir)}/account_data/m.marked_unread`;
		await other.request('PUT', path, { unread: true });
		await popup.see({ text: 'Marked as unread', within: line('Choir') });
		await untilBadge(world, '1');
		await popup.click(line('Choir'));
		await popup.see({ role: 'heading', name: 'Choir' });
		await untilBadge(world, '');
		await untilServerHasMark(false);
	});

	it('is marked from its header, and one is back at the list', async () => {
		await popup.click({ role: 'button', name: 'Mark as unread' });
		await popup.see({ text: 'Marked as unread', within: line('Choir') });
		await untilBadge(world, '1');
		await untilServerHasMark(true);
		await popup.click(line('Choir'));
		await untilServerHasMark(false);
		await untilBadge(world, '');
		await popup.click({ role: 'button', name: 'Back' });
		await popup.dontSee({ text: 'Marked as unread', within: line('Choir') });
	});
});

describe('what was read while offline', () => {
	it('is told once the net is back, also by a background that came later', async () => {
		const eventId = await world.bob.sendText(direct, 'Read me offline');
		await popup.see({ text: '1 unread message', within: line('Bob') });
		world.browser.network.setOffline(true);
		await popup.click(line('Bob'));
		await popup.see('Read me offline');
		await untilBadge(world, '');
		await popup.close();
		await world.browser.killBackground();
		world.browser.network.setOffline(false);
		popup = await world.browser.popup();
		await world.bob.waitForReceipt(eventId, world.alice.userId);
		expect(await world.browser.badgeText()).toBe('');
	});
});
