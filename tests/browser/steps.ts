import { type Surface, untilTrue } from './driver/index.ts';
import type { Person, World } from './world.ts';

/** Signs in on the page that opened at install, and saves the recovery key. @returns the recovery key. */
export async function signIn({ browser, alice }: World): Promise<string> {
	const welcome = await browser.waitForTab('welcome.html');
	await givePassword(welcome, alice);
	const recoveryKey = await saveRecoveryKey(welcome);
	await welcome.see(/Pin Messa/);
	return recoveryKey;
}

/** Gives the user id, then the password. */
export async function givePassword(welcome: Surface, { userId, password }: Person): Promise<void> {
	await welcome.fill({ role: 'textbox', name: /user id/i }, userId);
	await welcome.press('Enter');
	await welcome.fill({ role: 'textbox', name: 'Password' }, password);
	await welcome.press('Enter');
}

/** Reads the recovery key that is shown once, and confirms that it is saved. */
export async function saveRecoveryKey(welcome: Surface): Promise<string> {
	const recoveryKey = await welcome.text({ role: 'status', name: 'Recovery key' }, { timeoutMs: 30_000 });
	await welcome.click({ role: 'checkbox', name: 'I have saved it' });
	await welcome.click({ role: 'button', name: 'Continue' });
	return recoveryKey.trim();
}

/**
 * Starts a direct chat from the popup with Bob, who accepts and says hello, so that both have each
 * other's keys. @returns the popup, showing the room, and the room's id.
 */
export async function chatWithBob(world: World): Promise<{ popup: Surface; roomId: string }> {
	const { browser, bob, bobAccount } = world;
	const popup = await browser.popup();
	await popup.click({ role: 'button', name: 'New chat' });
	await popup.fill({ role: 'textbox', name: 'User ID' }, bobAccount.userId);
	await popup.press('Enter');
	const roomId = await bob.acceptInvite();
	await popup.see({ role: 'textbox', name: 'Message Bob' });
	await bob.sendText(roomId, 'Hello Alice');
	await popup.see('Hello Alice');
	return { popup, roomId };
}

/** Types a message into the room that a window shows, and sends it. */
export async function say(window: Surface, text: string, to = 'Bob'): Promise<void> {
	await window.fill({ role: 'textbox', name: `Message ${to}` }, text);
	await window.press('Enter');
	await window.see({ role: 'article', containing: text });
}

/** The mark of an own message: how far it is. It has one from the moment when nothing can lose it. */
export function mark(text: string, name: string | RegExp) {
	return { role: 'img', name, within: { role: 'article', containing: text } };
}

/** Sends a message, and waits until it goes out by itself, whatever becomes of the window. */
export async function sayForGood(window: Surface, text: string): Promise<void> {
	await say(window, text);
	await window.see(mark(text, /^(Waiting to be sent|Sending|Sent)$/));
}

/** Waits until the one draft there is has reached the store: a window that dies before forgets the last letters. */
export async function untilDraftIsKept(window: Surface): Promise<void> {
	await untilTrue('the draft to be kept', () =>
		window.evaluate(async () => {
			const answer = async <T>(request: IDBRequest<T>): Promise<T> =>
				new Promise((resolve, reject) => {
					request.onsuccess = () => resolve(request.result);
					request.onerror = () => reject(request.error);
				});
			const name = (await indexedDB.databases()).find((one) => one.name?.startsWith('messa/@'))?.name ?? '';
			const db = await answer(indexedDB.open(name));
			const count = await answer(db.transaction('drafts').objectStore('drafts').count());
			db.close();
			return count === 1;
		}),
	);
}
