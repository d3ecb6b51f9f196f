import { article, type BrowserName, serveSite, until } from '../browser/driver/index.ts';
import { chatWithBob, say, signIn } from '../browser/steps.ts';
import { openWorld, type World } from '../browser/world.ts';
import { storedEvent } from './stored-event.ts';
import { Transcript } from './transcript.ts';

/**
 * Plays the journey without a display, and prints what each side saw.
 * @returns the exit code: 0 when every step came about, 130 when it was interrupted.
 */
export async function playJourney(browserName: BrowserName, interrupted: Promise<void>): Promise<number> {
	const transcript = new Transcript();
	transcript.step('Two homeservers start, each on its own, and federate');
	const world = await openWorld(browserName);
	try {
		transcript.tell('homeservers', `${world.servers.alice.name} (Alice) and ${world.servers.bob.name} (Bob)`);
		const played = play(world, transcript).then(() => 0);
		return await Promise.race([played, interrupted.then(() => 130)]);
	} catch (error) {
		console.error(error);
		return 1;
	} finally {
		await world.stop();
	}
}

async function play(world: World, transcript: Transcript): Promise<void> {
	const { browser, bob, servers } = world;

	transcript.step('Alice signs in: discovery, password, recovery key');
	const recoveryKey = await signIn(world);
	transcript.tell('Alice', `is shown a recovery key once (${recoveryKey.slice(0, 9)}…) and saves it`);
	await transcript.picture(await browser.waitForTab('welcome.html'), 'signed-in');

	transcript.step('Alice starts an encrypted chat with Bob, who is on the other homeserver');
	const { popup, roomId } = await chatWithBob(world);
	transcript.tell('Alice sees', 'Hello Alice');

	transcript.step('Alice answers from the toolbar popup');
	await say(popup, 'Hello Bob, can you read this?');
	const received = await bob.waitForMessage({ roomId, body: 'Hello Bob, can you read this?' });
	transcript.tell('Bob reads', received.body ?? '');
	for (const server of [servers.alice, servers.bob]) {
		transcript.tell(
			'server stored',
			await until('the event', async () => storedEvent(server, received.eventId)),
		);
	}

	transcript.step('Bob reacts and replies; Alice sees both');
	await bob.sendReaction(roomId, received.eventId, '👍');
	await bob.sendReply(roomId, received.eventId, 'Every word, and nobody else can');
	await popup.see('👍');
	await popup.see('Every word, and nobody else can');
	await transcript.picture(popup, 'popup-room');
	await popup.close();

	transcript.step('Alice shares the page that she reads: two clicks');
	const site = await serveSite();
	try {
		await browser.openTab(site.articleUrl);
		const share = await browser.popup();
		await share.click({ role: 'button', name: 'Share page here' });
		await share.see(article.title);
		await transcript.picture(share, 'share');
		await share.press('Enter');
		const shared = await bob.waitForMessage(
			(message) => message.roomId === roomId && message.body?.includes(article.title) === true,
		);
		transcript.tell('Bob reads', shared.body ?? '');
		transcript.tell('server stored', storedEvent(servers.alice, shared.eventId));
		await share.close();
	} finally {
		await site.close();
	}

	transcript.step('With no window open, Bob writes again; Alice is told');
	await bob.sendText(roomId, 'Dinner at eight?');
	const told = await until('a notification', async () => (await browser.notifications()).at(-1));
	transcript.tell('notification', `${told.title}: ${told.message}`);
	transcript.tell('badge', await until('the badge', async () => (await browser.badgeText()) || undefined));

	transcript.step('The background is killed; the popup opens from the store all the same');
	await browser.killBackground();
	const reopened = await browser.popup();
	await reopened.see('Dinner at eight?');
	await say(reopened, 'At eight.');
	await bob.waitForMessage({ roomId, body: 'At eight.' });
	transcript.tell('Bob reads', 'At eight.');
	await reopened.close();

	transcript.step('The side panel shows the same, side by side when there is room');
	const panel = await browser.page('sidepanel.html', { width: 800, height: 640 });
	await panel.click({ role: 'button', name: /^Bob/ });
	await panel.see({ role: 'textbox', name: 'Message Bob' });
	await transcript.picture(panel, 'panel');
}
