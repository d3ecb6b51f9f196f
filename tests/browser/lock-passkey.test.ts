import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Authenticator } from './authenticator.ts';
import { browserName } from './driver/browser-name.ts';
import { type Surface, untilTrue } from './driver/index.ts';
import { lockScreen, seemAway, setLock, unlock } from './lock-steps.ts';
import { chatWithBob, sayForGood, signIn } from './steps.ts';
import { keysOfVaults } from './stored.ts';
import { openWorld, type World } from './world.ts';

const passphrase = 'four words and a number 7';
const noLock = ['id'];
const unlockWithPasskey = { role: 'button', name: 'Unlock with passkey' } as const;
const field = { role: 'textbox', name: 'Passphrase' } as const;
const lockNow = { role: 'button', name: 'Lock now' } as const;

let world: World;
let settings: Surface;

beforeAll(async () => {
	world = await openWorld(browserName);
	await signIn(world);
	const { popup } = await chatWithBob(world);
	await sayForGood(popup, 'What the lock keeps');
	await popup.close();
	settings = await openSettings();
});

afterAll(async () => {
	await world?.stop();
});

/** Opens the settings, and waits until nothing moves in them any more. */
async function openSettings(): Promise<Surface> {
	const opened = await world.browser.openTab('options.html');
	await opened.see(/Your homeserver keeps|Messa is locked/);
	await opened.see(/No other device is signed in|Messa is locked/);
	return opened;
}

/** Both rows of the vault, the original and its copy, have these parts. */
async function vaultIsOf(parts: string[]): Promise<void> {
	expect(await keysOfVaults(settings)).toEqual([parts, parts]);
}

async function givePasskey(): Promise<void> {
	await settings.click({ role: 'button', name: 'Use a passkey', within: { role: 'dialog' } });
}

async function goesOn(): Promise<void> {
	const popup = await world.browser.popup();
	await popup.see('What the lock keeps');
	await popup.close();
}

async function locks(): Promise<void> {
	await settings.click(lockNow);
	await settings.see(lockScreen);
}

describe.runIf(browserName === 'firefox')('a passkey in Firefox, which gives extensions none', () => {
	it('is said to be none, and nothing is locked', async () => {
		await settings.click({ role: 'button', name: 'Use a passkey' });
		await givePasskey();
		await settings.see({ role: 'alert', containing: /does not let extensions use passkeys/ });
		await settings.press('Escape');
		await vaultIsOf(noLock);
		await goesOn();
	});
});

describe.runIf(browserName === 'chromium')('a lock by passkey', () => {
	let authenticator: Authenticator;

	it('is not set by one that has no secret to give, or does not know its owner', async () => {
		const plain = await Authenticator.in(settings, { hasPrf: false });
		await settings.click({ role: 'button', name: 'Use a passkey' });
		await givePasskey();
		await settings.see({ role: 'alert', containing: /no way to give Messa a secret/ });
		await plain.remove();
		const stranger = await Authenticator.in(settings, { knowsOwner: false });
		await givePasskey();
		await settings.see({ role: 'alert', containing: /The passkey was not used/ });
		await stranger.remove();
		await vaultIsOf(noLock);
	});

	it('is set, with nothing else that opens the vault', async () => {
		authenticator = await Authenticator.in(settings);
		await givePasskey();
		await settings.see(lockNow);
		await settings.dontSee({ role: 'dialog' });
		expect(await authenticator.countPasskeys()).toBe(1);
		await vaultIsOf(['id', 'passkey']);
		await goesOn();
	});

	it('opens by it alone, also after the background was killed', async () => {
		await locks();
		await world.browser.killBackground();
		await settings.dontSee(field);
		expect(await settings.focused()).toBe('Unlock with passkey');
		await settings.press('Enter');
		await settings.see(lockNow);
		await goesOn();
		await world.browser.killBackground();
		await goesOn();
	});

	it('takes no other answer, and lets nobody guess fast, not even over a killed background', async () => {
		await locks();
		for (let count = 0; count < 3; count += 1) {
			await world.browser.killBackground();
			expect(await guess()).toBe('passkeyWrong');
		}
		await world.browser.killBackground();
		expect(await guess()).toBe('tooManyGuesses');
		await untilTrue(
			'the wait to pass',
			async () => {
				await settings.click(unlockWithPasskey);
				await settings.see(/Too many tries|Lock now/);
				return (await settings.count(lockNow)) > 0;
			},
			30_000,
		);
	});

	it('closes when nobody is there, and by a key', async () => {
		await settings.click({ role: 'radio', name: 'After 5 minutes' });
		await seemAway(world.browser);
		await settings.see(lockScreen);
		await settings.click(unlockWithPasskey);
		await settings.see(lockNow);
		await world.browser.killBackground();
		await settings.see(lockNow);
		await world.browser.pressCommand('lock');
		await settings.see(lockScreen);
	});

	it('is left by a popup, which the browser would close, to a window of its own', async () => {
		const popup = await world.browser.popup();
		await popup.click(unlockWithPasskey);
		const window = await world.browser.waitForTab('popup.html?unlock=popup.html');
		// It asks at once; here no authenticator answers, since each belongs to one tab.
		await window.see('Waiting for your passkey');
		await window.close();
		await popup.close();
	});

	it('asks in that window by itself, which then shows the chats', async () => {
		await settings.evaluate(() => location.assign('popup.html?unlock=popup.html'));
		await settings.see('What the lock keeps');
		await settings.evaluate(() => location.assign('options.html'));
		await settings.see(lockNow);
	});

	it('lets a passphrase stand beside it, once the passkey has confirmed it', async () => {
		await settings.click({ role: 'button', name: 'Set a passphrase' });
		await settings.see('You confirm it with your passkey.');
		await settings.press('Escape');
		await setLock(settings, passphrase);
		await vaultIsOf(['id', 'passkey', 'passphrase']);
		await locks();
		await unlock(settings, passphrase);
		await settings.see(lockNow);
		await locks();
		await settings.click(unlockWithPasskey);
		await settings.see(lockNow);
	});

	it('does not keep the passphrase waiting while it is asked', async () => {
		await locks();
		await authenticator.isTouched(false);
		await settings.click(unlockWithPasskey);
		await settings.see('Waiting for your passkey');
		await unlock(settings, passphrase);
		await settings.see(lockNow);
		await authenticator.isTouched(true);
	});

	it('confirms another passphrase for who forgot the old one', async () => {
		await settings.click({ role: 'button', name: 'Change passphrase' });
		await settings.see('Leave it empty to confirm with your passkey.');
		await settings.fill({ role: 'textbox', name: 'New passphrase' }, `${passphrase} and on`);
		await settings.fill({ role: 'textbox', name: 'The new passphrase again' }, `${passphrase} and on`);
		await settings.press('Enter');
		await settings.dontSee({ role: 'dialog' });
		await locks();
		await unlock(settings, passphrase);
		await settings.see(/not the passphrase/);
		await unlock(settings, `${passphrase} and on`);
		await settings.see(lockNow);
	});

	it('is removed, which leaves the passphrase, and set beside it by who knows that', async () => {
		await settings.click({ role: 'button', name: 'Remove the passkey' });
		await settings.fill({ role: 'textbox', name: 'Current passphrase' }, `${passphrase} and on`);
		await settings.press('Enter');
		await settings.dontSee({ role: 'dialog' });
		await vaultIsOf(['id', 'passphrase']);
		await locks();
		await settings.dontSee(unlockWithPasskey);
		await unlock(settings, `${passphrase} and on`);
		await settings.click({ role: 'button', name: 'Use a passkey' });
		const before = await authenticator.countPasskeys();
		await settings.fill({ role: 'textbox', name: 'Current passphrase' }, 'not the one');
		await givePasskey();
		await settings.see({ role: 'alert', containing: /not the passphrase/ });
		expect(await authenticator.countPasskeys()).toBe(before);
		await settings.fill({ role: 'textbox', name: 'Current passphrase' }, `${passphrase} and on`);
		await givePasskey();
		await settings.dontSee({ role: 'dialog' });
		await vaultIsOf(['id', 'passkey', 'passphrase']);
	});

	it('says when its owner is not recognised', async () => {
		await locks();
		await authenticator.recognises(false);
		await settings.click(unlockWithPasskey);
		await settings.see({ role: 'alert', containing: /The passkey was not used/ });
	});

	it('closes with the browser, and lost, leaves the passphrase', async () => {
		await world.browser.restart();
		settings = await openSettings();
		await settings.see(unlockWithPasskey);
		// Its authenticator went with its tab: this one's passkeys are others.
		authenticator = await Authenticator.in(settings);
		await settings.click(unlockWithPasskey);
		await settings.see({ role: 'alert', containing: /The passkey was not used/ });
		await unlock(settings, `${passphrase} and on`);
		await settings.see(lockNow);
		await goesOn();
	});

	it('lost where it stood alone, leaves the way of the recovery key', async () => {
		await settings.click({ role: 'button', name: 'Remove the lock' });
		await settings.fill({ role: 'textbox', name: 'Current passphrase' }, `${passphrase} and on`);
		await settings.press('Enter');
		await settings.click({ role: 'button', name: 'Use a passkey' });
		await givePasskey();
		await settings.see(lockNow);
		await locks();
		await authenticator.remove();
		await settings.click({ role: 'button', name: 'Lost it?' });
		await settings.see({ role: 'heading', name: 'Without the passkey' });
		await settings.click({ role: 'button', name: 'Delete and sign in again' });
		await settings.see({ role: 'button', name: 'Sign in' }, { timeoutMs: 30_000 });
	});
});

/** Gives the background what no passkey answered. */
async function guess(): Promise<string> {
	return await settings.evaluate(async () => {
		const { chrome } = globalThis as unknown as {
			chrome: { runtime: { sendMessage(message: object): Promise<{ code: string }> } };
		};
		const params = { passkey: Array.from({ length: 32 }, () => 7) };
		return (await chrome.runtime.sendMessage({ version: 2, method: 'lock.unlock', params })).code;
	});
}
