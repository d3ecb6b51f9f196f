import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserName } from './driver/browser-name.ts';
import { type Surface, untilTrue } from './driver/index.ts';
import { untilBadge } from './notices.ts';
import { OtherDevice } from './other-device.ts';
import { chatWithBob, say, signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

interface Rule {
	rule_id: string;
	enabled: boolean;
	actions: unknown[];
	pattern?: string;
}

let world: World;
let other: OtherDevice;
let popup: Surface;
/** A room of Alice and Bob. */
let choir: string;

beforeAll(async () => {
	world = await openWorld(browserName);
	await signIn(world);
	({ popup } = await chatWithBob(world));
	other = await OtherDevice.signIn(world);
	choir = await other.makeRoom({ name: 'Choir' });
	await popup.click({ role: 'button', name: 'Back' });
	await popup.click({ role: 'button', name: /^Choir/ });
	await popup.see({ role: 'textbox', name: 'Message Choir' });
});

afterAll(async () => {
	await world?.stop();
});

async function rules(kind: string): Promise<Rule[]> {
	const { global } = await other.request<{ global: Record<string, Rule[]> }>('GET', '/pushrules/');
	return global[kind] ?? [];
}

/** Waits until the account has that rule, seen from another of its clients. */
async function untilRule(
	kind: string,
	isIt: (rule: Rule) => boolean,
	{ has = true, timeoutMs }: { has?: boolean; timeoutMs?: number } = {},
): Promise<void> {
	await untilTrue(
		async () => `${has ? 'a' : 'no'} rule ${isIt} among ${JSON.stringify(await rules(kind))}`,
		async () => (await rules(kind)).some(isIt) === has,
		timeoutMs,
	);
}

async function choose(mode: string): Promise<void> {
	await popup.click({ role: 'button', name: /^Notifications/ });
	await popup.click({ role: 'radio', name: mode });
	await popup.press('Escape');
}

async function untilTold(message: string): Promise<void> {
	await untilTrue(
		async () => `"${message}" among ${JSON.stringify(await world.browser.notifications())}`,
		async () => (await messages()).includes(message),
	);
}

async function messages(): Promise<string[]> {
	return (await world.browser.notifications()).map(({ message }) => message);
}

const isMute = ({ rule_id, actions }: Rule): boolean => rule_id === choir && actions.length === 0;

describe('what a chat notifies of', () => {
	it('is chosen in the chat, and another client of the account agrees', async () => {
		await choose('Nothing: mute this chat');
		await popup.see({ role: 'button', name: 'Notifications: muted' });
		await untilRule('override', isMute);
		await choose('Only mentions and keywords');
		await untilRule('room', isMute);
		await untilRule('override', isMute, { has: false });
		await popup.see({ role: 'button', name: 'Notifications: only mentions' });
	});

	it('are only mentions then, which encrypted messages are asked for once they can be read', async () => {
		await say(popup, 'Who sings tonight?', 'Choir');
		// What he says before he hears her would count as read by her.
		await world.bob.waitForMessage({ roomId: choir, body: 'Who sings tonight?' });
		await popup.click({ role: 'button', name: 'Back' });
		await popup.close();
		const settings = await world.browser.openTab('options.html');
		await settings.fill({ role: 'textbox', name: 'New keyword' }, 'rehearsal');
		await settings.press('Enter');
		await settings.see({ role: 'button', name: 'Remove “rehearsal”' });
		await untilRule('content', ({ pattern, enabled }) => pattern === 'rehearsal' && enabled);
		await settings.close();
		await world.bob.sendText(choir, 'The choir sang well');
		await world.bob.sendText(choir, 'No rehearsal tomorrow');
		await untilTold('No rehearsal tomorrow');
		expect(await messages()).not.toContain('The choir sang well');
	});

	it('are mentions of her and replies to her too, whatever the words', async () => {
		const { eventId } = await world.bob.waitForMessage({ roomId: choir, body: 'Who sings tonight?' });
		const send = (body: string, more: object): Promise<string> =>
			world.bob.send(choir, 'm.room.message', { msgtype: 'm.text', body, ...more });
		const mentioning = { 'm.mentions': { user_ids: [world.alice.userId] } };
		await send('Alice is not asked', { 'm.mentions': {} });
		await send('You are wanted', mentioning);
		await untilTold('You are wanted');
		await send('I do not know', { 'm.relates_to': { 'm.in_reply_to': { event_id: eventId } } });
		await send('The two of us', {
			'm.relates_to': { 'm.in_reply_to': { event_id: eventId } },
			...mentioning,
		});
		await untilTold('The two of us');
		expect(await messages()).not.toContain('Alice is not asked');
		expect(await messages()).not.toContain('I do not know');
	});

	it('looks muted in the list when it was muted elsewhere, and counts no more', async () => {
		await untilBadge(world, '3');
		await other.mute(choir);
		await untilTrue('an empty badge', async () => (await world.browser.badgeText()) === '');
		popup = await world.browser.popup();
		await popup.see({ role: 'img', name: 'Muted', within: { role: 'button', name: /^Choir/ } });
	});

	it('reaches the homeserver after the background was killed before it could', async () => {
		await popup.click({ role: 'button', name: /^Choir/ });
		world.browser.network.setMeddler(async (request, pass) =>
			request.url.includes('/pushrules/') ? undefined : await pass(),
		);
		await choose('All messages');
		await popup.see({ role: 'button', name: /^Notifications$/ });
		await world.browser.killBackground();
		world.browser.network.setMeddler(undefined);
		await popup.close();
		// The alarm wakes it, and what could not be told is tried again.
		const isLoud = ({ rule_id, actions }: Rule): boolean => rule_id === choir && actions.includes('notify');
		await untilRule('room', isLoud, { timeoutMs: 60_000 });
		await untilRule('override', isMute, { has: false });
		popup = await world.browser.popup();
		await popup.click({ role: 'button', name: 'Back' });
		await popup.close();
	});
});

describe('what all chats notify of', () => {
	it('is chosen in the settings, and holds where a chat says nothing else', async () => {
		const settings = await world.browser.openTab('options.html');
		const groups = { role: 'radiogroup', name: 'Chats with several people' };
		await settings.click({ role: 'radio', name: 'Only mentions and keywords', within: groups });
		await untilRule(
			'underride',
			({ rule_id, actions }) => rule_id === '.m.rule.message' && actions.length === 0,
		);
		await settings.click({ role: 'checkbox', name: 'When somebody mentions everyone in a chat' });
		await untilRule('override', ({ rule_id, enabled }) => rule_id === '.m.rule.is_room_mention' && !enabled);
		await settings.click({ role: 'button', name: 'Remove “rehearsal”' });
		await untilRule('content', ({ pattern }) => pattern === 'rehearsal', { has: false });
		await settings.close();
		await world.bob.sendText(choir, 'Loud and clear');
		await untilTold('Loud and clear');
	});
});
