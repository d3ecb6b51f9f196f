import { untilTrue } from '../driver/index.ts';
import { say } from '../steps.ts';
import { names } from './rooms.ts';
import { chatLine, openChat, type Stage, toList } from './stage.ts';

const search = { role: 'searchbox', name: 'Search' };

/** The list of chats while nobody is signed in. */
export async function showNobody({ inBoth }: Stage): Promise<void> {
	await inBoth(async (_window, take) => take('not-signed-in', { role: 'button', name: 'Sign in' }));
}

export async function showNoChats({ inBoth }: Stage): Promise<void> {
	await inBoth(async (_window, take) => take('chats-empty', 'No chats yet.'));
}

/** The list of chats, searched, and moved through by keyboard. */
export async function showChats({ inBoth }: Stage): Promise<void> {
	await inBoth(async (window, take) => {
		await toList(window);
		await take('chats', chatLine(names.trip), { role: 'button', name: 'Accept' });
		await window.press('Tab');
		await window.fill(search, '');
		await window.press('ArrowDown');
		await window.press('ArrowDown');
		await take('chats-by-keyboard');
		await window.press('?');
		await take('keys', { role: 'dialog', name: 'Keys' });
		await window.press('Escape');
		await window.fill(search, 'rom');
		await take('search', chatLine(names.trip));
		await window.fill(search, 'Nobody of that name');
		await take('search-nothing', /Nothing matches/);
		await window.fill(search, '');
	});
}

/** Without a connection, the list and a chat whose older messages are asked for. */
export async function showOffline({ inBoth, world: { browser } }: Stage): Promise<void> {
	const offline = 'Offline. Messages will be sent when you are back';
	const history = browser.network.holdAnswers(/\/messages\?/);
	await inBoth(async (window, take) => {
		await openChat(window, names.street);
		await window.scrollToTop('Loading older messages');
		await take('chat-loading-older', 'Loading older messages');
	});
	browser.network.setOffline(true);
	history.release();
	await inBoth(async (window, take) => {
		await openChat(window, names.street);
		await window.scrollToTop(/older messages/i);
		await window.scrollToTop('Older messages could not be loaded.');
		await take('chat-older-failed', offline);
		await toList(window);
		await openChat(window, names.trip);
		await say(window, 'Nobody hears this yet', names.trip);
		await toList(window);
		await take('chats-offline', offline, { role: 'img', name: 'Waiting to be sent' });
	});
	browser.network.setOffline(false);
	await inBoth(async (window) => {
		await toList(window);
		// The chats that are painted first know nothing of the network yet.
		await untilTrue('the whole window', () =>
			window.evaluate(
				() => document.querySelector('.room-list') !== null && !document.querySelector('.room-list.first'),
			),
		);
		await window.dontSee(offline, { timeoutMs: 30_000 });
	});
}
