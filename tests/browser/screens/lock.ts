import { Authenticator } from '../authenticator.ts';
import { lockScreen, setLock, unlock } from '../lock-steps.ts';
import type { Stage } from './stage.ts';

const passphrase = 'four words and a number 7';

/** The lock: set in the settings, closed, guessed at, forgotten, opened. */
export async function showLock({ world: { browser }, camera, inBoth }: Stage): Promise<void> {
	const settings = await browser.page('options.html', { width: 800, height: 800 });
	await settings.click({ role: 'button', name: 'Set a passphrase' });
	await camera.take(settings, 'tab', 'lock-set', { role: 'dialog', name: 'Lock with a passphrase' });
	await settings.press('Escape');
	await setLock(settings, passphrase);
	await camera.take(settings, 'tab', 'settings-lock', { role: 'radiogroup', name: 'Lock by itself' });
	await settings.click({ role: 'button', name: 'Remove the lock' });
	await camera.take(settings, 'tab', 'lock-remove', { role: 'dialog', name: 'Remove the lock' });
	await settings.press('Escape');
	await settings.click({ role: 'button', name: 'Lock now' });
	await inBoth(async (window, take) => {
		await take('locked', lockScreen);
		await window.click({ role: 'button', name: 'Forgot it?' });
		await take('lock-forgotten', { role: 'heading', name: 'Without the passphrase' });
	});
	await unlock(settings, 'not the passphrase');
	await camera.take(settings, 'tab', 'locked-wrong', { role: 'alert' });
	await unlock(settings, passphrase);
	await settings.click({ role: 'button', name: 'Remove the lock' });
	await settings.fill({ role: 'textbox', name: 'Current passphrase' }, passphrase);
	await settings.press('Enter');
	await settings.see({ role: 'button', name: 'Set a passphrase' });
	await settings.close();
}

/** The lock by passkey: set alone, closed, lost, opened, with a passphrase beside it. */
export async function showPasskey({ world: { browser }, camera }: Stage): Promise<void> {
	const settings = await browser.page('options.html', { width: 800, height: 800 });
	const inDialog = { role: 'button', name: 'Use a passkey', within: { role: 'dialog' } } as const;
	await settings.click({ role: 'button', name: 'Use a passkey' });
	await camera.take(settings, 'tab', 'lock-passkey', { role: 'dialog', name: 'Lock with a passkey' });
	if (browser.name === 'firefox') {
		await settings.click(inDialog);
		await camera.take(settings, 'tab', 'lock-passkey-refused', { role: 'alert' });
		return await settings.close();
	}
	await Authenticator.in(settings);
	await settings.click(inDialog);
	await camera.take(settings, 'tab', 'settings-lock-passkey', { role: 'button', name: 'Lock now' });
	await settings.click({ role: 'button', name: 'Set a passphrase' });
	await camera.take(settings, 'tab', 'lock-set-beside', /confirm it with your passkey/);
	await settings.press('Escape');
	await settings.click({ role: 'button', name: 'Lock now' });
	const unlockWithPasskey = { role: 'button', name: 'Unlock with passkey' };
	await camera.take(settings, 'tab', 'locked-passkey', unlockWithPasskey);
	await settings.click({ role: 'button', name: 'Lost it?' });
	await camera.take(settings, 'tab', 'lock-lost', { role: 'heading', name: 'Without the passkey' });
	await settings.click({ role: 'button', name: 'Back' });
	await settings.click(unlockWithPasskey);
	await setLock(settings, passphrase);
	await settings.dontSee({ role: 'dialog' });
	await camera.take(settings, 'tab', 'settings-lock-both', { role: 'button', name: 'Remove the passkey' });
	await settings.click({ role: 'button', name: 'Remove the passkey' });
	await camera.take(settings, 'tab', 'lock-remove-passkey', /Leave it empty/);
	await settings.press('Escape');
	await settings.click({ role: 'button', name: 'Lock now' });
	await camera.take(settings, 'tab', 'locked-both', unlockWithPasskey);
	await settings.click(unlockWithPasskey);
	await settings.click({ role: 'button', name: 'Remove the lock' });
	await settings.click({ role: 'button', name: 'Remove the lock', within: { role: 'dialog' } });
	await settings.see({ role: 'button', name: 'Use a passkey' });
	await settings.close();
}
