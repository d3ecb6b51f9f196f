import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SdkDevice } from '../homeserver/sdk-device.ts';
import { browserName } from './driver/browser-name.ts';
import { type Surface, untilTrue } from './driver/index.ts';
import { OtherDevice } from './other-device.ts';
import { chatWithBob, say, signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

const type = 'm.key.verification.request';
const huge = 'x'.repeat(20_000);

let world: World;
let laptop: SdkDevice;
/** Bob, at the raw API, and the devices that he has. */
let bob: OtherDevice;
let bobsDevices: string[];
let popup: Surface;
let roomId: string;
let sent = 0;

beforeAll(async () => {
	world = await openWorld(browserName);
	await signIn(world);
	laptop = await SdkDevice.signIn(world.servers.alice, world.alice, 'Laptop');
	// It only sends: the bare SDK does not survive all of what comes here.
	await laptop.stop();
	bob = await OtherDevice.signIn(world, 'bob');
	bobsDevices = await world.servers.bob.devices(world.bobAccount.userId);
	({ popup, roomId } = await chatWithBob(world));
});

afterAll(async () => {
	console.log(`${sent} hostile verification requests were survived`);
	await world?.stop();
});

function request(over: Record<string, unknown> = {}): Record<string, unknown> {
	return {
		from_device: laptop.deviceId,
		methods: ['m.sas.v1'],
		timestamp: Date.now(),
		transaction_id: crypto.randomUUID(),
		...over,
	};
}

async function send(content: Record<string, unknown>): Promise<void> {
	sent += 1;
	await laptop.sendToDevice(world.alice.userId, type, content);
}

async function sendAsBob(path: string, content: Record<string, unknown>): Promise<void> {
	sent += 1;
	await bob.request('PUT', `/${path}/${type}/${crypto.randomUUID()}`, content);
}

describe('a hostile request', () => {
	it('of a shape that nothing has is passed over', async () => {
		const strange: Record<string, unknown>[] = [
			{ transaction_id: huge },
			{ transaction_id: '' },
			{ transaction_id: 7 },
			{ transaction_id: null },
			{ from_device: huge },
			{ from_device: {} },
			{ from_device: 'NOBODYS' },
			{ timestamp: 'now' },
			{ timestamp: -1 },
			{ timestamp: Date.now() + 86_400_000 },
			{ timestamp: Number.MAX_SAFE_INTEGER },
			{ methods: huge },
			{ methods: [{}] },
			{ methods: null },
		];
		for (const over of strange) await send(request(over));
		await stillTalks('After strange shapes');
		await popup.dontSee({ role: 'button', name: 'Answer' });
	});

	it('with ways that nobody knows ends in words, not in a comparison', async () => {
		await send(request({ methods: ['org.example.trust_me'] }));
		await popup.see({ role: 'button', name: 'Answer' });
		await world.browser.killBackground();
		await popup.click({ role: 'button', name: 'Answer' });
		await popup.click({ role: 'button', name: 'Accept' });
		await popup.click({ role: 'button', name: 'Cancel' });
		await popup.see('You cancelled. Nothing was confirmed.');
		await popup.press('Escape');
	});

	it('of a stranger, by to-device messages, is not shown', async () => {
		for (const from_device of [...bobsDevices, 'NOBODYS']) {
			const messages = { [world.alice.userId]: { '*': request({ from_device }) } };
			for (let i = 0; i < 10; i += 1) await sendAsBob('sendToDevice', { messages });
		}
		await stillTalks('After strangers');
		await popup.dontSee({ role: 'button', name: 'Answer' });
	});

	it('in a room, for somebody else or with a forged sender, is not shown', async () => {
		for (const to of ['@carol:example.org', world.bobAccount.userId, huge, 7, undefined]) {
			sent += 1;
			await bob.request(
				'PUT',
				`/rooms/${encodeURIComponent(roomId)}/send/m.room.message/${crypto.randomUUID()}`,
				{
					msgtype: type,
					body: 'Verify me',
					from_device: bobsDevices[0],
					methods: ['m.sas.v1'],
					to,
					sender: world.alice.userId,
				},
			);
		}
		await stillTalks('After forged ones');
		await popup.dontSee({ role: 'button', name: 'Answer' });
	});

	it('a hundred times over leaves a window that works, and few rows', async () => {
		const before = browserName === 'firefox' ? await announced() : 0;
		for (let i = 0; i < 100; i += 1) await send(request());
		await stillTalks('After the flood');
		expect(await rows()).toBeLessThanOrEqual(20);
		await untilTrue('at most one notification', async () => (await announced()) <= before + 1);
	});
});

/** How many requests are announced; Firefox tells of all that ever were. */
async function announced(): Promise<number> {
	const shown = await world.browser.notifications();
	return shown.filter(({ message }) => message.includes('asks to be confirmed')).length;
}

/** A message of Bob's still arrives, and one of Alice's still leaves. */
async function stillTalks(text: string): Promise<void> {
	await world.bob.sendText(roomId, text);
	await popup.see({ role: 'article', containing: text }, { timeoutMs: 30_000 });
	await say(popup, `${text}, yes`);
	await world.bob.waitForMessage({ body: `${text}, yes` });
}

async function rows(): Promise<number> {
	return popup.evaluate(async () => {
		const answer = async <T>(asked: IDBRequest<T>): Promise<T> =>
			new Promise((resolve, reject) => {
				asked.onsuccess = () => resolve(asked.result);
				asked.onerror = () => reject(asked.error);
			});
		const name = (await indexedDB.databases()).find((one) => one.name?.startsWith('messa/@'))?.name ?? '';
		const db = await answer(indexedDB.open(name));
		const count = await answer(db.transaction('verifications').objectStore('verifications').count());
		db.close();
		return count;
	});
}
