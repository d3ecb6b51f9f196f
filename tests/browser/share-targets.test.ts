import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Peer } from '../homeserver/peer.ts';
import { browserName } from './driver/browser-name.ts';
import { article, type Site, type Surface, serveSite, untilTrue } from './driver/index.ts';
import { OtherDevice } from './other-device.ts';
import { chatWithBob, say, signIn } from './steps.ts';
import { openWorld, register, type World } from './world.ts';

let world: World;
let site: Site;
let otherSite: Site;
let other: OtherDevice;
/** The rooms by name; the newest, which the list shows first, is the last. */
const rooms: Record<string, string> = {};

beforeAll(async () => {
	[world, site, otherSite] = await Promise.all([openWorld(browserName), serveSite(), serveSite()]);
	await signIn(world);
	const { popup, roomId } = await chatWithBob(world);
	await popup.click({ role: 'button', name: 'Back' });
	rooms.Bob = roomId;
	other = await OtherDevice.signIn(world);
	for (const name of ['Trip to Rome', 'Garden', 'Choir']) rooms[name] = await other.makeRoom({ name });
	await popup.see({ role: 'button', name: /^Choir/ });
	await popup.close();
});

afterAll(async () => {
	await world?.stop();
	await Promise.all([site?.close(), otherSite?.close()]);
});

const field = { role: 'combobox', name: 'Send to' } as const;
/** The address without what tracks people, as the page itself names it. */
const link = (): string => `${article.title}\n${site.url}${article.canonicalPath}`;

/** Opens the share sheet over a page. */
async function openSheet(url = site.articleUrl): Promise<{ popup: Surface; close: () => Promise<void> }> {
	const tab = await world.browser.openTab(url);
	const popup = await world.browser.popup();
	await popup.click({ role: 'button', name: /^Share page/ });
	await popup.see({ role: 'option', name: 'Note to self' });
	const close = async (): Promise<void> => {
		await popup.close();
		await tab.close();
	};
	return { popup, close };
}

/** The names of those to pick from, in their order. */
async function offered(popup: Surface): Promise<string[]> {
	return (await popup.texts({ role: 'option' })).map((text) => text.trim().split('\n').at(-1) ?? '');
}

async function bobReads(room: string): Promise<void> {
	const message = await world.bob.waitForMessage({
		roomId: rooms[room] ?? '',
		body: link(),
		isDecrypted: true,
	});
	expect(message).toMatchObject({ sender: world.alice.userId, wasEncrypted: true, deliveries: 1 });
}

describe('the chats to share to', () => {
	it('are the newest at first, and several are taken by keyboard alone', async () => {
		const { popup, close } = await openSheet();
		expect(await offered(popup)).toEqual(['Choir', 'Garden', 'Trip to Rome', 'Bob', 'Note to self']);
		await popup.click(field);
		await popup.type('gard');
		await popup.press('Control+ ');
		await popup.type('rome');
		await popup.press('Control+ ');
		const list = { role: 'list', name: 'Chosen chats' };
		await popup.see({ text: 'Trip to Rome', within: list });
		await popup.press('Backspace');
		await popup.dontSee({ text: 'Trip to Rome', within: list });
		await popup.click({ role: 'option', name: 'Bob' });
		await popup.see({ role: 'button', name: 'Send to 2 chats' });
		await popup.click(field);
		await popup.press('Enter');
		await popup.see('Shared to 2 chats');
		await close();
		await Promise.all([bobReads('Garden'), bobReads('Bob')]);
		expect(world.bob.messages(rooms['Trip to Rome'] ?? '')).toEqual([]);
	});

	it('are ranked by what was shared before, from this site above all', async () => {
		for (const times of [1, 2]) {
			const { popup, close } = await openSheet(otherSite.pageUrl(`Recipe ${times}`));
			await popup.fill(field, 'rome');
			await popup.press('Enter');
			await popup.see('Shared to Trip to Rome');
			await close();
		}
		const there = await openSheet(otherSite.articleUrl);
		expect((await offered(there.popup))[0]).toBe('Trip to Rome');
		expect((await offered(there.popup)).slice(3)).toEqual(['Choir', 'Note to self']);
		await there.close();
		const here = await openSheet();
		expect((await offered(here.popup)).slice(0, 2).sort()).toEqual(['Bob', 'Garden']);
		await here.close();
	});

	it('are found by their members, and a share that is taken back counts for nothing', async () => {
		const { popup, close } = await openSheet();
		const before = await offered(popup);
		await popup.fill(field, 'bob');
		await untilTrue('all chats with Bob', async () => (await popup.count({ role: 'option' })) === 4);
		expect((await offered(popup))[0]).toBe('Bob');
		await popup.fill(field, 'choir');
		await popup.press('Enter');
		await popup.click({ role: 'button', name: 'Undo' });
		await popup.see('Not sent. Nothing was shared.');
		await close();
		const again = await openSheet();
		expect(await offered(again.popup)).toEqual(before);
		await again.close();
	});

	it('keep no readable trace of the sites', async () => {
		const kept = await world.browser.inBackground(async () => {
			const answer = async <T>(request: IDBRequest<T>): Promise<T> =>
				new Promise((resolve, reject) => {
					request.onsuccess = () => resolve(request.result);
					request.onerror = () => reject(request.error);
				});
			const name = (await indexedDB.databases()).find((one) => one.name?.startsWith('messa/@'))?.name ?? '';
			const db = await answer(indexedDB.open(name));
			const rows = await answer(db.transaction('shareTargets').objectStore('shareTargets').getAll());
			db.close();
			return JSON.stringify(rows);
		});
		expect(kept).toMatch(/"site":"[0-9a-f]{32}"/);
		expect(kept).not.toContain('localhost:');
	});
});

describe('note to self', () => {
	it('is an encrypted room with nobody else, made at first use, and one for all devices', async () => {
		for (const times of [1, 2]) {
			const { popup, close } = await openSheet(site.pageUrl(`Remember ${times}`));
			await popup.fill(field, 'note');
			await popup.press('Enter');
			await popup.see('Shared to Note to self');
			await close();
		}
		const path = `/user/${world.alice.userId}/account_data/chat.messa.note_to_self`;
		const { room_id: roomId } = await other.request<{ room_id: string }>('GET', path);
		interface Seen {
			chunk: { type: string; content: { membership?: string } }[];
		}
		const room = `/rooms/${encodeURIComponent(roomId)}`;
		const { chunk: members } = await other.request<Seen>('GET', `${room}/members`);
		expect(members).toHaveLength(1);
		let types: string[] = [];
		await untilTrue(
			async () => `both notes, encrypted, among ${types}`,
			async () => {
				const { chunk } = await other.request<Seen>('GET', `${room}/messages?dir=b&limit=50`);
				types = chunk.map(({ type }) => type);
				return types.filter((type) => type === 'm.room.encrypted').length === 2;
			},
		);
		expect(types).not.toContain('m.room.message');
		const popup = await world.browser.popup();
		await popup.click({ role: 'button', name: /^Note to self/, within: { role: 'list', name: 'Chats' } });
		await popup.see({ role: 'article', containing: 'Remember 1' });
		await popup.see({ role: 'article', containing: 'Remember 2' });
		await popup.close();
	});
});

describe('somebody whose user id is typed', () => {
	it('gets the share in a new encrypted chat', async () => {
		const carol = await register(world.servers.bob, 'carol', 'Carol');
		const peer = await Peer.start({ homeserver: world.servers.bob, ...carol });
		try {
			await peer.joinInvites();
			const { popup, close } = await openSheet();
			await popup.fill(field, carol.userId);
			await popup.see({ role: 'option', name: `New chat with ${carol.userId}` });
			await popup.press('Enter');
			await popup.see(`Shared to ${carol.userId}`);
			await close();
			const message = await peer.waitForMessage({ body: link(), isDecrypted: true });
			expect(message).toMatchObject({ sender: world.alice.userId, wasEncrypted: true });
		} finally {
			await peer.stop();
		}
	});
});

describe('a message', () => {
	const composer = { role: 'textbox', name: 'Message Bob' } as const;
	let popup: Surface;

	async function hold(choice: string): Promise<void> {
		const settings = await world.browser.openTab('options.html');
		const group = { role: 'radiogroup', name: 'What you write' } as const;
		await settings.click({ role: 'radio', name: choice, within: group });
		await untilTrue('the choice to hold', () =>
			settings.evaluate(
				(wanted) =>
					[...document.querySelectorAll('input:checked')].some(
						(one) =>
							(one as HTMLInputElement).name === 'undo-messages' && one.parentElement?.innerText === wanted,
					),
				choice,
			),
		);
		await settings.close();
	}

	beforeAll(async () => {
		await hold('5 seconds');
		popup = await world.browser.popup();
		await popup.click({ role: 'button', name: 'Back' });
		await popup.click({ role: 'button', name: /^Bob/, within: { role: 'list', name: 'Chats' } });
		await popup.see(composer);
	});

	afterAll(() => popup?.close());

	it('waits where the person wants it, and goes back into the field when it is taken back', async () => {
		await say(popup, 'Too fast');
		await popup.click({ role: 'button', name: 'Undo', within: { role: 'article', containing: 'Too fast' } });
		await popup.dontSee({ role: 'article', containing: 'Too fast' });
		expect(await popup.text(composer)).toBe('Too fast');
		await popup.fill(composer, 'In good time');
		await popup.press('Enter');
		await world.bob.waitForMessage({ body: 'In good time', isDecrypted: true });
		expect(world.bob.messages().map(({ body }) => body)).not.toContain('Too fast');
		await popup.see({ role: 'img', name: 'Sent', within: { role: 'article', containing: 'In good time' } });
		expect(await popup.count({ role: 'button', name: 'Undo' })).toBe(0);
	});

	it('is deleted for everyone afterwards, even by a background that has died', async () => {
		const { eventId } = await world.bob.waitForMessage({ body: 'In good time' });
		const article = { role: 'article', containing: 'In good time' } as const;
		await popup.hover(article);
		await popup.click({ role: 'button', name: 'Delete message', within: article });
		await world.browser.killBackground();
		await popup.click({ role: 'button', name: 'Delete for everyone' });
		await popup.see({ role: 'article', containing: 'Message deleted' });
		await popup.dontSee(article);
		const path = `/rooms/${encodeURIComponent(rooms.Bob ?? '')}/event/${encodeURIComponent(eventId)}`;
		await untilTrue('the homeserver to forget it', async () => {
			const event = await other.request<{ content: object }>('GET', path);
			return Object.keys(event.content).length === 0;
		});
		await hold('Send at once');
	});
});
