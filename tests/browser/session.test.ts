import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserName } from './driver/browser-name.ts';
import { type Surface, untilTrue } from './driver/index.ts';
import { chatWithBob, givePassword, mark, say, signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

/** The alarm that wakes a dead background rings every 30 s. */
const untilAlarm = 45_000;

let world: World;
let popup: Surface;
let roomId: string;
/** All that Alice has said, in order. */
const said: string[] = [];

beforeAll(async () => {
	world = await openWorld(browserName);
	await world.servers.alice.reconfigure({ refreshable_access_token_lifetime: '3s' });
	world.browser.network.record();
	await signIn(world);
	({ popup, roomId } = await chatWithBob(world));
});

afterAll(async () => {
	await world?.stop();
});

async function sayToBob(text: string): Promise<void> {
	said.push(text);
	await say(popup, text);
}

/** How often the browser has posted to such an address. */
function posts(pattern: RegExp): number {
	const { sent } = world.browser.network;
	return sent.filter(({ method, url }) => method === 'POST' && pattern.test(url)).length;
}

/** A popup closes when a tab is opened beside it. */
async function reopen(): Promise<void> {
	await popup.close();
	popup = await world.browser.popup();
}

/** The device that the settings name. */
async function ownDevice(): Promise<string> {
	const settings = await world.browser.openTab('options.html');
	await settings.see('Device');
	const device = await settings.evaluate(() => {
		const terms = [...document.querySelectorAll('dt')];
		return terms.find(({ textContent }) => textContent === 'Device')?.nextElementSibling?.textContent;
	});
	await settings.close();
	return device ?? expect.fail('The settings name no device');
}

async function everythingArrivedOnce(): Promise<void> {
	const fromAlice = world.bob.messages(roomId).filter(({ sender }) => sender === world.alice.userId);
	expect(fromAlice.map(({ body }) => body)).toEqual(said);
	expect(fromAlice.filter(({ deliveries, wasEncrypted }) => deliveries !== 1 || !wasEncrypted)).toEqual([]);
}

describe('a token that ends every few seconds', () => {
	it('is renewed unseen over a conversation, even when the background dies in it', async () => {
		for (let turn = 1; turn <= 10 || posts(/\/refresh$/) < 3; turn += 1) {
			if (turn % 3 === 0) await world.browser.killBackground();
			await sayToBob(`Question ${turn}`);
			await world.bob.waitForMessage({ body: `Question ${turn}` });
			await world.bob.sendText(roomId, `Answer ${turn}`);
			await popup.see(`Answer ${turn}`);
		}
		await everythingArrivedOnce();
		expect(posts(/\/login$/)).toBe(1);
		await popup.dontSee(/signed this device out/);
	});
});

describe('a homeserver that lets all tokens run out', () => {
	it('is signed in to again as the same device, and nothing is lost', async () => {
		const device = await ownDevice();
		await reopen();
		await world.servers.alice.expireTokens(world.alice.userId);
		await popup.see(/signed this device out/, { timeoutMs: untilAlarm });
		await sayToBob('Said while signed out');
		await popup.see(mark('Said while signed out', 'Waiting to be sent'));

		const welcome = await world.browser.openTab('welcome.html');
		await givePassword(welcome, world.alice);
		await welcome.see(/Pin Messa/);
		await welcome.close();
		await world.bob.waitForMessage({ body: 'Said while signed out' });
		await reopen();
		await popup.see(mark('Said while signed out', 'Sent'));
		await popup.see('Answer 10');
		await popup.dontSee(/signed this device out/);
		await world.bob.sendText(roomId, 'Read by the same device');
		await popup.see('Read by the same device');
		expect(await ownDevice()).toBe(device);
		await everythingArrivedOnce();
	});
});

describe('a device that was removed from elsewhere', () => {
	it('gives way to a new one that keeps everything, and sends nothing twice', async () => {
		const device = await ownDevice();
		await reopen();
		const answers = world.browser.network.holdAnswers(/\/send\/m\.room\.encrypted\//);
		const news = world.browser.network.holdAnswers(/\/sync\?/);
		await sayToBob('Arrived, but nobody here knows');
		await world.bob.waitForMessage({ body: 'Arrived, but nobody here knows' });
		await untilTrue('the answer', async () => answers.count === 1);
		await world.browser.killBackground();
		await world.servers.alice.deleteDevices(world.alice.userId);
		answers.release();
		news.release();
		await sayToBob('Said without a device');
		await popup.see(/signed this device out/, { timeoutMs: untilAlarm });
		await popup.see(mark('Said without a device', 'Waiting to be sent'));

		const welcome = await world.browser.openTab('welcome.html');
		await givePassword(welcome, world.alice);
		await welcome.click({ role: 'button', name: 'Not now' }, { timeoutMs: 30_000 });
		await welcome.see(/Pin Messa/);
		await welcome.close();
		await world.bob.waitForMessage({ body: 'Said without a device' });
		await reopen();
		await popup.see(mark('Said without a device', 'Sent'));
		await popup.dontSee({ role: 'img', name: 'Sending' });
		await popup.see({ role: 'article', containing: 'Arrived, but nobody here knows' });
		await popup.see('Answer 10');
		expect(await ownDevice()).not.toBe(device);
		await everythingArrivedOnce();
	});
});
