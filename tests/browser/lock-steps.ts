import type { Browser, Surface } from './driver/index.ts';

export const lockScreen = { role: 'heading', name: 'Messa is locked' } as const;

const again = { role: 'textbox', name: 'The new passphrase again' };

/** Sets a lock in the settings, and waits until it holds. */
export async function setLock(settings: Surface, passphrase: string): Promise<void> {
	await settings.click({ role: 'button', name: 'Set a passphrase' });
	await settings.fill({ role: 'textbox', name: 'New passphrase' }, passphrase);
	await settings.fill(again, passphrase);
	await settings.press('Enter');
	await settings.see({ role: 'button', name: 'Lock now' });
	// What opened the vault before goes after that, and its copy is made anew.
	await settings.dontSee({ role: 'dialog' });
}

/** Gives both passphrases to the dialog that changes them. */
export async function changeLock(
	settings: Surface,
	{ current, next }: { current: string; next: string },
): Promise<void> {
	await settings.fill({ role: 'textbox', name: 'Current passphrase' }, current);
	await settings.fill({ role: 'textbox', name: 'New passphrase' }, next);
	await settings.fill(again, next);
	await settings.press('Enter');
}

/** Gives a passphrase to the lock's screen. */
export async function unlock(window: Surface, passphrase: string): Promise<void> {
	await window.fill({ role: 'textbox', name: 'Passphrase' }, passphrase);
	await window.press('Enter');
}

interface Extension {
	idle: { queryState(): Promise<string> };
	alarms: { create(name: string, when: object): Promise<void> };
}

/** Has the background look, with the browser saying that nobody has touched the computer for long. */
export async function seemAway(browser: Browser): Promise<void> {
	await browser.inBackground(async () => {
		const { chrome } = globalThis as unknown as { chrome: Extension };
		chrome.idle.queryState = async () => 'idle';
		await chrome.alarms.create('sync', { when: Date.now(), periodInMinutes: 0.5 });
	});
}
