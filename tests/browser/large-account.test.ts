import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserName } from './driver/browser-name.ts';
import { type Surface, untilTrue } from './driver/index.ts';
import { OtherDevice } from './other-device.ts';
import { givePassword, signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

const roomCount = 120;
const invite = 'Reading circle';
const progress = { role: 'status', containing: /^Loading chats: \d+ of 12[01]$/ };

let world: World;
let phone: OtherDevice;
/** Of all rooms that which nothing has happened in for longest. */
let lastRoom: string;

beforeAll(async () => {
	world = await openWorld(browserName);
	world.browser.network.record();
	await makeRooms();
});

afterAll(async () => {
	await world?.stop();
});

/** Rooms of Alice's with one message each, the last made first in the list, and an invite of Bob's. */
async function makeRooms(): Promise<void> {
	phone = await OtherDevice.signIn(world);
	for (let index = 0; index < roomCount; index += 1) {
		const name = `Room ${index}.`;
		const { room_id } = await phone.request<{ room_id: string }>('POST', '/createRoom', { name });
		if (index === 0) lastRoom = room_id;
		await say(room_id, `Note ${index}.`);
	}
	await world.bob.createRoom({ name: invite, invite: [world.alice.userId] });
}

/** Alice says something on her phone. */
async function say(roomId: string, body: string): Promise<void> {
	const path = `/rooms/${encodeURIComponent(roomId)}/send/m.room.message/${crypto.randomUUID()}`;
	await phone.request('PUT', path, { msgtype: 'm.text', body });
}

interface SlidingRequest {
	/** Of a connection that only lists invites. */
	conn_id?: string;
	lists: { all: { ranges: [[number, number]] } };
}

/** The windows of the list that were asked for since then. */
function windows(from: number): [number, number][] {
	return world.browser.network.sent.slice(from).flatMap(({ url, method, body }) => {
		if (method === 'OPTIONS' || !/simplified_msc3575\/sync/.test(url)) return [];
		const { conn_id, lists } = JSON.parse(body.toString()) as SlidingRequest;
		return conn_id === undefined ? [lists.all.ranges[0]] : [];
	});
}

/** Has the list show a room by search, with its message. */
async function find(popup: Surface, index: number): Promise<void> {
	await popup.fill({ role: 'searchbox' }, `Room ${index}.`);
	await popup.see({ role: 'button', name: new RegExp(`Room ${index}\\..*Note ${index}\\.`, 's') });
	await popup.fill({ role: 'searchbox' }, '');
}

/** Waits until every room is in the store with its message, and the window says no more that some are missing. */
async function untilAllAreHere(popup: Surface): Promise<void> {
	await popup.dontSee(progress, { timeoutMs: 60_000 });
	const count = await popup.evaluate(async () => {
		const answer = async <T>(request: IDBRequest<T>): Promise<T> =>
			new Promise((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error);
			});
		const name = (await indexedDB.databases()).find((one) => one.name?.startsWith('messa/@'))?.name ?? '';
		const db = await answer(indexedDB.open(name));
		const rooms = await answer<{ lastMessage?: object }[]>(
			db.transaction('rooms').objectStore('rooms').getAll(),
		);
		db.close();
		return rooms.filter(({ lastMessage }) => lastMessage).length;
	});
	expect(count).toBe(roomCount);
	for (const index of [0, 60, roomCount - 1]) await find(popup, index);
	await popup.see({ role: 'button', name: /^Accept/ });
}

/** Requests of that kind since then that begin from nothing. */
function beginnings(path: RegExp, from: number): number {
	return world.browser.network.sent.slice(from).filter(({ url, method, body }) => {
		const { pathname, searchParams } = new URL(url);
		const goesOn = searchParams.has('since') || searchParams.has('pos') || body.includes('"conn_id"');
		return method !== 'OPTIONS' && path.test(pathname) && !goesOn;
	}).length;
}

describe('an account of 120 rooms', () => {
	it('comes in from the top by sliding sync, and goes on where a killed background left it', async () => {
		const { network } = world.browser;
		const more = network.holdAnswers(/simplified_msc3575\/sync\?.*pos=/);
		await signIn(world);
		const popup = await world.browser.popup();
		await popup.see({ role: 'status', containing: 'Loading chats: 20 of 121' });
		await find(popup, roomCount - 1);
		await world.browser.killBackground();
		more.release();
		await popup.click({ role: 'button', name: /Room 119\./ });
		await popup.see({ role: 'article', containing: 'Note 119.' });
		await popup.click({ role: 'button', name: 'Back' });
		await untilAllAreHere(popup);
		await popup.close();
		expect(beginnings(/simplified_msc3575\/sync$/, 0)).toBe(1);
		expect(await world.browser.notifications()).toEqual([]);
	});

	it('is looked at from the top when the background wakes, and then as a whole', async () => {
		const { browser } = world;
		await browser.killBackground();
		const from = browser.network.sent.length;
		await say(lastRoom, 'Note 0. once more');
		const popup = await browser.popup();
		await browser.inBackground(() => undefined);
		await popup.see({ role: 'button', name: /Room 0\..*Note 0\. once more/s }, { timeoutMs: 45_000 });
		await popup.close();
		await untilTrue('the second request', async () => windows(from).length > 1);
		const [first, second] = windows(from);
		expect(first).toEqual([0, 19]);
		expect(second?.[1]).toBeGreaterThan(roomCount);
	});

	it('is listed first by classic sync, and goes on where a killed background left it', async () => {
		const { browser, servers, alice } = world;
		const settings = await browser.openTab('options.html');
		await settings.click({ role: 'button', name: 'Sign out' });
		await settings.click({ role: 'button', name: 'Sign out and delete keys' });
		await settings.see({ role: 'button', name: 'Sign in' }, { timeoutMs: 30_000 });
		await settings.close();
		await servers.alice.reconfigure({ experimental_features: { msc3575_enabled: false } });
		const from = browser.network.sent.length;
		const listing = browser.network.holdAnswers(/\/v3\/sync\?/);
		const welcome = await browser.openTab('welcome.html');
		await givePassword(welcome, alice);
		await welcome.click({ role: 'button', name: 'Not now' }, { timeoutMs: 30_000 });
		await welcome.close();
		const popup = await browser.popup();
		await popup.see({ role: 'status', containing: 'Loading chats: 0 of 120' });
		await untilTrue('the listing to be asked for', async () => listing.count > 0);
		// A few are here before all are known.
		await popup.click({ role: 'button', name: /Room \d+\..*Note/s, nth: 0 });
		await popup.see({ role: 'article', containing: 'Note' });
		await popup.click({ role: 'button', name: 'Back' });
		const messages = browser.network.holdAnswers(/\/messages\?/);
		listing.release();
		await popup.see({ role: 'button', name: /^Accept/ });
		await untilTrue('messages to be asked for', async () => messages.count > 0);
		await browser.killBackground();
		messages.release();
		await popup.click({ role: 'button', name: /Room \d+\./, nth: 0 });
		await popup.click({ role: 'button', name: 'Back' });
		await untilAllAreHere(popup);
		expect(beginnings(/\/v3\/sync$/, from)).toBe(1);
		expect(await browser.notifications()).toEqual([]);
	});
});
