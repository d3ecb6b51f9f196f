import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SdkDevice as VerifyingDevice } from '../homeserver/sdk-device.ts';
import { browserName } from './driver/browser-name.ts';
import { type Surface, untilTrue } from './driver/index.ts';
import {
	hangInNotifications,
	noteSilence,
	openNotices,
	pressNotice,
	silences,
	untilBadge,
	untilHung,
} from './notices.ts';
import { OtherDevice } from './other-device.ts';
import { SdkDevice } from './sdk-device.ts';
import { chatWithBob, signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

const isChromium = browserName === 'chromium';

let world: World;
let other: OtherDevice;
/** Bob on a device that can keep its keys back. */
let laptop: SdkDevice;
/** The direct chat with Bob, and a room of the two. */
let direct: string;
let choir: string;
const started = new AsyncDisposableStack();

beforeAll(async () => {
	world = await openWorld(browserName);
	await signIn(world);
	const { popup, roomId } = await chatWithBob(world);
	direct = roomId;
	other = await OtherDevice.signIn(world);
	choir = await other.makeRoom({ name: 'Choir' });
	await popup.click({ role: 'button', name: 'Back' });
	await popup.see({ role: 'button', name: /^Choir/ });
	await popup.close();
	laptop = started.use(await SdkDevice.signIn(world.servers.bob, world.bobAccount));
});

afterAll(async () => {
	await started.disposeAsync();
	await world?.stop();
});

async function untilTold(title: string, message: string): Promise<void> {
	const shown = () => world.browser.notifications();
	await untilTrue(
		async () => `"${title}", "${message}" among ${JSON.stringify(await shown())}`,
		async () => (await shown()).some((one) => one.title === title && one.message === message),
		30_000,
	);
}

async function timesTold(message: string): Promise<number> {
	return (await world.browser.notifications()).filter((one) => one.message === message).length;
}

async function inSettings(work: (settings: Surface) => Promise<void>): Promise<void> {
	const settings = await world.browser.openTab('options.html');
	await settings.see({ role: 'heading', name: 'Notifications' });
	await work(settings);
	// A box is closed to further clicks until what was wanted is kept.
	await untilTrue('what was ticked to be kept', () =>
		settings.evaluate(() => document.querySelector('.check input:disabled') === null),
	);
	await settings.close();
}

/** Alice reads everything in a chat, on another device. */
async function readElsewhere(roomId: string, eventId: string): Promise<void> {
	const place = `/rooms/${encodeURIComponent(roomId)}/receipt/m.read/${encodeURIComponent(eventId)}`;
	await other.request('POST', place, {});
}

describe('a chat', () => {
	it('has one notification, which counts and goes once it is read elsewhere', async () => {
		await world.bob.sendText(direct, 'One');
		await untilTold('Bob', 'One');
		const eventId = await world.bob.sendText(direct, 'Two');
		await untilTold('Bob · 2 messages', 'Two');
		expect(await openNotices(world, direct)).toHaveLength(1);
		await readElsewhere(direct, eventId);
		await untilTrue('no notification', async () => (await openNotices(world, direct)).length === 0);
		await untilBadge(world, '');
	});

	it.runIf(isChromium)('can be marked as read, and muted, from its notification', async () => {
		await world.bob.sendText(choir, 'From the top');
		await untilTold('Bob in Choir', 'From the top');
		await pressNotice(world, choir, 'read');
		await untilBadge(world, '');
		const eventId = await world.bob.sendText(choir, 'Once more');
		await untilTold('Bob in Choir', 'Once more');
		await pressNotice(world, choir, 'mute');
		await untilTrue('no notification', async () => (await openNotices(world, choir)).length === 0);
		await untilTrue('the mute to be known elsewhere', async () => other.isMuted(choir));
		await other.unmute(choir);
		await readElsewhere(choir, eventId);
		await untilTrue('the mute to be gone', async () => !(await other.isMuted(choir)));
	});

	it('opens at the message of its notification, however much came after it', async () => {
		await inSettings(async (settings) => {
			await world.bob.sendText(direct, 'Meet me at the fountain');
			await untilTold('Bob', 'Meet me at the fountain');
			await settings.click({ role: 'button', name: 'Pause for an hour' });
			await settings.see({ text: /^Paused until/ });
		});
		for (let line = 1; line <= 60; line += 1) await world.bob.sendText(direct, `Line ${line}`);
		await untilBadge(world, '61');
		await world.browser.clickNotification('Bob');
		const window = await world.browser.openedPopup();
		await untilTrue('the message to be in view', () =>
			window.evaluate(() => {
				const marked = document.querySelector('[aria-current="true"]');
				const box = marked?.getBoundingClientRect();
				const view = document.querySelector('.scroller')?.getBoundingClientRect();
				const isInView = box && view && box.top >= view.top - 1 && box.bottom <= view.bottom + 1;
				return Boolean(isInView && marked?.textContent?.includes('Meet me at the fountain'));
			}),
		);
		await window.click({ role: 'button', name: 'Back' });
		await window.close();
	});
});

describe('in quiet', () => {
	it('nothing is announced, but counted, and what comes afterwards is', async () => {
		const { eventId } = await world.bob.waitForMessage({ body: 'Line 60' });
		await readElsewhere(direct, eventId);
		await untilBadge(world, '');
		await inSettings(async (settings) => {
			await settings.click({ role: 'button', name: 'Notify me again' });
			await settings.fill({ role: '', name: 'From' }, clock(-60));
			await settings.fill({ role: '', name: 'To' }, clock(60));
			await settings.click({ role: 'checkbox', name: 'Quiet every day' });
		});
		await world.bob.sendText(direct, 'Psst');
		await untilBadge(world, '1');
		expect(await timesTold('Psst')).toBe(0);
		await inSettings((settings) => settings.click({ role: 'checkbox', name: 'Quiet every day' }));
		await world.bob.sendText(direct, 'Good morning');
		await untilTold('Bob · 2 messages', 'Good morning');
		expect(await timesTold('Psst')).toBe(0);
	});

	it('may be the badge too', async () => {
		await inSettings(async (settings) => {
			await settings.click({ role: 'radio', name: 'A dot, whatever their number' });
			await untilBadge(world, '•');
			await settings.click({ role: 'radio', name: 'Nothing' });
			await untilBadge(world, '');
			await settings.click({ role: 'radio', name: 'How many messages' });
			await untilBadge(world, '2');
		});
	});
});

describe.runIf(isChromium)('a sound', () => {
	it('comes with a notification, unless it is not wanted', async () => {
		await noteSilence(world);
		await world.bob.sendText(choir, 'Aloud');
		await untilTold('Bob in Choir', 'Aloud');
		await inSettings((settings) => settings.click({ role: 'checkbox', name: 'Play a sound' }));
		const eventId = await world.bob.sendText(choir, 'Softly');
		await untilTold('Bob in Choir · 2 messages', 'Softly');
		expect(await silences(world)).toEqual([false, true]);
		await readElsewhere(choir, eventId);
		await untilBadge(world, '2');
	});
});

describe('a message whose key comes late', () => {
	it('is announced once it can be read', async () => {
		await laptop.untilJoined(choir, world.alice.userId);
		laptop.holdKeys();
		await laptop.rotateKeys(choir);
		await laptop.sendText(choir, 'The first late words');
		await untilBadge(world, '3');
		expect(await timesTold('The first late words')).toBe(0);
		await laptop.releaseKeys();
		await untilTold('Bob in Choir', 'The first late words');
	});

	it('is announced once where the background is killed as its key comes', async () => {
		laptop.holdKeys();
		await laptop.rotateKeys(choir);
		await laptop.sendText(choir, 'Words in between');
		await untilBadge(world, '4');
		await laptop.releaseKeys();
		await world.browser.killBackground();
		// It is woken at once.
		expect(await world.browser.inBackground(() => true)).toBe(true);
		await untilTold('Bob in Choir · 2 messages', 'Words in between');
		const marker = await world.bob.sendText(direct, 'After words in between');
		await untilTold('Bob · 3 messages', 'After words in between');
		expect(await timesTold('Words in between')).toBe(1);
		await world.bob.redact(direct, marker);
	});

	// What a test changes in Firefox's background stays its own.
	const inChromium = isChromium ? it : it.skip;
	inChromium.each([
		['before it was shown', 'Words that were lost', 'before', 5],
		['after it was shown', 'Words that were shown', 'after', 6],
	] as const)('is announced once where the background is killed %s', async (_, words, when, unread) => {
		laptop.holdKeys();
		await laptop.rotateKeys(choir);
		await laptop.sendText(choir, words);
		await untilBadge(world, String(unread));
		await hangInNotifications(world, when);
		await laptop.releaseKeys();
		await untilHung(world);
		await world.browser.killBackground();
		// It is woken at once.
		expect(await world.browser.inBackground(() => true)).toBe(true);
		await untilTold(`Bob in Choir · ${unread - 2} messages`, words);
		const marker = await world.bob.sendText(direct, `After ${words}`);
		await untilTold('Bob · 3 messages', `After ${words}`);
		expect(await timesTold(words)).toBe(1);
		await world.bob.redact(direct, marker);
	});
});

describe('what may not be said', () => {
	it('is left out of messages', async () => {
		await inSettings((settings) => settings.click({ role: 'radio', name: 'Sender only' }));
		await world.bob.sendText(direct, 'Between us');
		await untilTold('Bob', '3 new messages');
		await inSettings((settings) =>
			settings.click({ role: 'radio', name: 'Only that there is a new message' }),
		);
		await world.bob.sendText(direct, 'Between us two');
		await untilTold('Messa', '4 new messages');
	});

	it('is left out of invites, new sign-ins and verifications', async () => {
		await world.bob.createRoom({ name: 'Surprise party', invite: [world.alice.userId] });
		await untilTold('Messa', 'New invite');
		const tablet = await VerifyingDevice.signIn(world.servers.alice, world.alice, 'Secret tablet');
		try {
			await untilTold('Messa', 'New sign-in to your account');
			await tablet.askOwnDevices();
			await untilTold('Messa', 'Confirm that it is you');
		} finally {
			await tablet.stop();
		}
		const said = JSON.stringify(await world.browser.notifications());
		expect(said).not.toMatch(/Between us|Surprise party|Secret tablet/);
	});
});

/** A time of day, as a field takes it, so many minutes from now. */
function clock(minutes: number): string {
	return new Date(Date.now() + minutes * 60_000).toTimeString().slice(0, 5);
}
