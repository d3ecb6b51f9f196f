import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserName } from './driver/browser-name.ts';
import { type Surface, untilTrue } from './driver/index.ts';
import { chatWithBob, mark, say, signIn, untilDraftIsKept } from './steps.ts';
import { openWorld, type World } from './world.ts';

const composer = { role: 'textbox', name: 'Message Bob' };
const offlineBar = 'Offline. Messages will be sent when you are back';
/** The alarm that wakes a dead background rings every 30 s. */
const untilAlarm = 45_000;
/** Less than the alarm takes, mostly. */
const sooner = 10_000;

let world: World;
let popup: Surface;
let roomId: string;
/** All that Alice has said, in order. */
const said: string[] = [];

beforeAll(async () => {
	world = await openWorld(browserName);
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

async function heard(text: string, timeoutMs?: number): Promise<void> {
	await world.bob.waitForMessage({ body: text }, timeoutMs);
}

async function reopen(): Promise<void> {
	await popup.close();
	popup = await world.browser.popup();
	await popup.see(composer);
}

describe('a message arrives once', () => {
	it('when the background was killed between typing and sending', async () => {
		await popup.fill(composer, 'Typed while it lived');
		await world.browser.killBackground();
		await popup.press('Enter');
		said.push('Typed while it lived');
		await heard('Typed while it lived');
		await popup.see(mark('Typed while it lived', 'Sent'));
	});

	it('when the background was killed between sending and the server’s answer', async () => {
		const answers = world.browser.network.holdAnswers(/\/send\/m\.room\.encrypted\//);
		const news = world.browser.network.holdAnswers(/\/sync\?/);
		await sayToBob('Never answered');
		await heard('Never answered');
		await untilTrue('the answer', async () => answers.count === 1);
		await popup.see(mark('Never answered', 'Sending'));
		await world.browser.killBackground();
		answers.release();
		news.release();
		await sayToBob('Said afterwards');
		await heard('Said afterwards');
		await popup.see(mark('Said afterwards', 'Sent'));
		await popup.dontSee({ role: 'img', name: 'Sending' });
	});

	it('when the background was killed before the server looked at it', async () => {
		world.servers.alice.pause();
		await sayToBob('Said to a server that stands still');
		await popup.see(mark('Said to a server that stands still', 'Sending'));
		await world.browser.killBackground();
		world.servers.alice.resume();
		await sayToBob('Said when it moved again');
		await heard('Said when it moved again');
		await heard('Said to a server that stands still');
	});

	it('when the popup was closed in the moment of Enter: it is sent, or still in the field', async () => {
		await popup.fill(composer, 'Gone in a moment');
		await untilDraftIsKept(popup);
		await popup.press('Enter');
		await popup.close();
		said.push('Gone in a moment');
		popup = await world.browser.popup();
		const article = { role: 'article', containing: 'Gone in a moment' };
		await untilTrue('the message', async () => {
			const isInField = (await popup.text(composer)) === 'Gone in a moment';
			return isInField !== (await popup.count(article)) > 0;
		});
		if ((await popup.count(article)) === 0) await popup.press('Enter');
		await popup.see(article);
		await heard('Gone in a moment', sooner);
	});

	it('as soon as the popup opens again, when nobody could tell the background of it', async () => {
		world.browser.network.setOffline(true);
		await popup.see(offlineBar);
		await sayToBob('Nobody knows of this');
		await popup.see(mark('Nobody knows of this', 'Waiting to be sent'));
		await popup.close();
		await world.browser.killBackground();
		world.browser.network.setOffline(false);
		popup = await world.browser.popup();
		await heard('Nobody knows of this', sooner);
		await popup.see(mark('Nobody knows of this', 'Sent'));
	});

	it('when the popup was closed as soon as its clock stood there, and nothing but the alarm wakes the background', async () => {
		world.browser.network.setOffline(true);
		await popup.see(offlineBar);
		await sayToBob('Bye');
		await popup.see(mark('Bye', 'Waiting to be sent'));
		await popup.close();
		await world.browser.killBackground();
		world.browser.network.setOffline(false);
		await heard('Bye', untilAlarm);
		popup = await world.browser.popup();
		await popup.see(mark('Bye', 'Sent'));
	});
});

describe('a server that goes away', () => {
	it('is said in a bar, above what is there', async () => {
		await world.servers.alice.stop();
		await popup.see(offlineBar);
		await popup.see('Hello Alice');
	});

	it('leaves the chats readable, even when the background is dead', async () => {
		await popup.click({ role: 'button', name: 'Back' });
		await popup.close();
		await world.browser.killBackground();
		popup = await world.browser.popup();
		await popup.see({ text: 'You: Bye', within: { role: 'list', name: 'Chats' } });
		// An opened window wakes the background once it has painted.
		await untilTrue('the background to wake', () => world.browser.isBackgroundAlive());
		await world.browser.inBackground(() => undefined);
		// One that dies before it has taken what woke it is started again for that, and an alarm may ring meanwhile.
		await untilTrue('the chat to be readable with no background', async () => {
			await world.browser.killBackground();
			await popup.click({ role: 'button', name: /^Bob/, within: { role: 'list', name: 'Chats' } });
			await popup.see('Hello Alice');
			if (!(await world.browser.isBackgroundAlive())) return true;
			await popup.click({ role: 'button', name: 'Back' });
			return false;
		});
	});

	it('gets what was written meanwhile when it is back', async () => {
		await sayToBob('Written while your server was away');
		await popup.see(mark('Written while your server was away', 'Waiting to be sent'));
		await popup.click({ role: 'button', name: 'Back' });
		const line = { role: 'button', name: /^Bob/, within: { role: 'list', name: 'Chats' } };
		await popup.see({ text: 'You: Written while your server was away', within: line });
		await popup.see({ role: 'img', name: 'Waiting to be sent', within: line });
		await popup.click(line);
		await sayToBob('And this');
		await world.servers.alice.start();
		await heard('And this', untilAlarm);
		await popup.see(mark('And this', 'Sent'));
		await popup.dontSee(offlineBar);
	});
});

describe('a network that goes away', () => {
	it('gets what was written meanwhile when it is back, and brings what the other wrote', async () => {
		world.browser.network.setOffline(true);
		await popup.see(offlineBar);
		await sayToBob('Written in a tunnel');
		await world.bob.sendText(roomId, 'Where are you?');
		await reopen();
		await popup.see(mark('Written in a tunnel', 'Waiting to be sent'));
		world.browser.network.setOffline(false);
		await popup.see('Where are you?', { timeoutMs: untilAlarm });
		await heard('Written in a tunnel');
		await popup.see(mark('Written in a tunnel', 'Sent'));
		await popup.dontSee(offlineBar);
	});
});

describe('a homeserver that asks to wait', () => {
	/** For so long a message uses up what may be sent. */
	const limitedMs = 10_000;

	it('is not asked again before, however often somebody looks', async () => {
		const { browser, servers } = world;
		browser.network.record();
		await servers.alice.reconfigure({ rc_message: { per_second: 1000 / limitedMs, burst_count: 1 } });
		await popup.dontSee(offlineBar, { timeoutMs: untilAlarm });
		await sayToBob('Said at a walk');
		await popup.see(mark('Said at a walk', 'Sent'));
		await sayToBob('Said in a hurry');
		const sent = () =>
			browser.network.sent.filter(({ method, url }) => method === 'PUT' && url.includes('/send/'));
		await untilTrue('the first try', async () => sent().length > 1);
		await reopen();
		// In a new window, which has not shown it before: the homeserver's answer is kept.
		await popup.see(mark('Said in a hurry', 'Waiting to be sent'));
		await browser.killBackground();
		await reopen();
		await heard('Said in a hurry', untilAlarm);
		const sends = sent();
		const hurried = sends.filter(({ url }) => url === sends.at(-1)?.url);
		const waits = hurried.slice(1).map(({ time }, index) => time - (hurried[index]?.time ?? time));
		expect(waits.length).toBeGreaterThan(0);
		// The first message used up what may be sent in ten seconds, less what went by since.
		const least = limitedMs - ((hurried[0]?.time ?? 0) - (sends[0]?.time ?? 0)) - 500;
		expect(waits.filter((wait) => wait < least)).toEqual([]);
		await servers.alice.reconfigure({ rc_message: { per_second: 100_000, burst_count: 100_000 } });
		await popup.dontSee(offlineBar, { timeoutMs: untilAlarm });
	});
});

describe('after all that', () => {
	it('everything has arrived once, in order, at the server, at Bob’s and on screen', async () => {
		const fromAlice = world.bob.messages(roomId).filter(({ sender }) => sender === world.alice.userId);
		expect(fromAlice.map(({ body }) => body)).toEqual(said);
		expect(fromAlice.filter(({ deliveries }) => deliveries !== 1)).toEqual([]);
		expect(await eventsOnServer()).toBe(said.length);
		const shown = await popup.texts({ role: 'article', name: /^You, / });
		expect(shown.map((text) => text.split('\n')[0])).toEqual(said);
	});
});

describe('a message that the server refuses', () => {
	it('is marked, and can be deleted or tried again', async () => {
		const quietId = await world.bob.createRoom({ name: 'Quiet room', invite: [world.alice.userId] });
		await popup.click({ role: 'button', name: 'Back' });
		await popup.click({ role: 'button', name: 'Accept' });
		await popup.see({ role: 'textbox', name: 'Message Quiet room' });
		await letSpeak(quietId, false);
		for (const text of ['First refused', 'Second refused']) {
			await say(popup, text, 'Quiet room');
			await popup.see(mark(text, 'Not sent'));
		}
		const line = { role: 'button', name: /^Quiet room/, within: { role: 'list', name: 'Chats' } };
		await popup.click({ role: 'button', name: 'Back' });
		await popup.see({ text: 'You: Second refused', within: line });
		await popup.see({ role: 'img', name: 'Not sent', within: line });
		await popup.click(line);
		const first = { role: 'article', containing: 'First refused' };
		await popup.see({ text: 'Not sent. The server does not allow this.', within: first });
		await popup.click({ role: 'button', name: 'Delete', within: first });
		await popup.dontSee('First refused');

		await popup.close();
		popup = await world.browser.popup();
		await popup.see(mark('Second refused', 'Not sent'));
		await letSpeak(quietId, true);
		await popup.click({
			role: 'button',
			name: 'Retry',
			within: { role: 'article', containing: 'Second refused' },
		});
		await heard('Second refused');
		await popup.see(mark('Second refused', 'Sent'));
		const fromAlice = world.bob.messages(quietId).filter(({ sender }) => sender === world.alice.userId);
		expect(fromAlice.map(({ body }) => body)).toEqual(['Second refused']);
	});
});

interface ServerEvent {
	type: string;
	sender: string;
}

/** How many encrypted events of Alice's her server holds in the room. */
async function eventsOnServer(): Promise<number> {
	const { alice } = world.servers;
	const { token } = await alice.login(world.alice.username, world.alice.password);
	const { chunk } = await alice.request<{ chunk: ServerEvent[] }>(
		`/_matrix/client/v3/rooms/${encodeURIComponent(roomId)}/messages?dir=b&limit=500`,
		{ token },
	);
	return chunk.filter(({ type, sender }) => type === 'm.room.encrypted' && sender === world.alice.userId)
		.length;
}

/** As Bob, lets everyone speak in his room or only himself, and waits until Alice's server knows it. */
async function letSpeak(quietId: string, isAllowed: boolean): Promise<void> {
	const path = `/_matrix/client/v3/rooms/${encodeURIComponent(quietId)}/state/m.room.power_levels/`;
	const { alice, bob } = world.servers;
	const [asAlice, asBob] = await Promise.all([
		alice.login(world.alice.username, world.alice.password),
		bob.login(world.bobAccount.username, world.bobAccount.password),
	]);
	const events_default = isAllowed ? 0 : 50;
	const levels = await bob.request(path, { token: asBob.token });
	await bob.request(path, { method: 'PUT', token: asBob.token, body: { ...levels, events_default } });
	await untilTrue('the other server to know it', async () => {
		const known = await alice.request(path, { token: asAlice.token });
		return known.events_default === events_default;
	});
}
