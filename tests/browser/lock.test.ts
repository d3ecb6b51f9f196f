import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryDirectory } from '../homeserver/temporary-directory.ts';
import { canary, filesWith } from './canary.ts';
import { browserName } from './driver/browser-name.ts';
import { launch, type Surface, until, untilTrue } from './driver/index.ts';
import { changeLock, lockScreen, seemAway, setLock, unlock } from './lock-steps.ts';
import { chatWithBob, givePassword, say, signIn, untilDraftIsKept } from './steps.ts';
import { countStoredKeys, keysOfVaults, readOnFor, readWrap } from './stored.ts';
import { openWorld, type World } from './world.ts';

const passphrase = 'four words and a number 7';
const secret = { message: canary(), answer: canary(), draft: canary(), missed: canary() };

const chrome = undefined as unknown as { storage: { session: { get(key: null): Promise<object> } } };

let world: World;
let recoveryKey: string;
let roomId: string;
let settings: Surface;
/** The vault key as it was wrapped while there was no lock. */
let openWrap: Uint8Array;

beforeAll(async () => {
	world = await openWorld(browserName);
	recoveryKey = await signIn(world);
	const chat = await chatWithBob(world);
	roomId = chat.roomId;
	await say(chat.popup, secret.message);
	await world.bob.sendText(roomId, secret.answer);
	await chat.popup.see(secret.answer);
	await chat.popup.fill({ role: 'textbox', name: 'Message Bob' }, secret.draft);
	await untilDraftIsKept(chat.popup);
	await chat.popup.close();
	settings = await world.browser.openTab('options.html');
});

afterAll(async () => {
	await world?.stop();
});

async function locks(): Promise<void> {
	await settings.click({ role: 'button', name: 'Lock now' });
	await settings.see(lockScreen);
}

/** Bob's chat opens, with what was said and what was being typed. */
async function goesOn(): Promise<void> {
	const popup = await world.browser.popup();
	await popup.see(secret.message);
	await popup.see(secret.draft);
	await popup.close();
}

describe('a lock by passphrase', () => {
	it('is needed: without it, what opens the vault lies in the databases', async () => {
		expect(await countStoredKeys(settings)).toBe(2);
		openWrap = new Uint8Array((await readWrap(settings)) ?? []);
		expect(openWrap.length).toBe(60);
		await untilTrue(
			'it to be on the disk',
			async () => (await filesWith(world.browser.profileDir, openWrap)).length > 0,
		);
	});

	it('is set in the settings, where what cannot be used is said', async () => {
		await settings.see(/opens without asking/);
		await settings.click({ role: 'button', name: 'Set a passphrase' });
		await settings.fill({ role: 'textbox', name: 'New passphrase' }, 'short');
		await settings.press('Enter');
		await settings.see('Take at least 8 characters.');
		await settings.fill({ role: 'textbox', name: 'New passphrase' }, passphrase);
		await settings.fill({ role: 'textbox', name: 'The new passphrase again' }, `${passphrase}8`);
		await settings.press('Enter');
		await settings.see('The two are not the same.');
		await settings.press('Escape');
		// What is deleted while somebody reads may stay in Chromium's files.
		await readOnFor(settings, 5_000);
		await setLock(settings, passphrase);
		// Nothing else has changed for who is using it.
		await goesOn();
	});

	it('leaves nothing in the databases that opens the vault', async () => {
		expect(await keysOfVaults(settings)).toEqual([
			['id', 'passphrase'],
			['id', 'passphrase'],
		]);
		expect(await countStoredKeys(settings)).toBe(0);
	});

	it('closes every window at once', async () => {
		const panel = await world.browser.openTab('sidepanel.html');
		await panel.see({ role: 'button', name: /^Bob/ });
		const welcome = await world.browser.openTab('welcome.html');
		await welcome.see(/Pin Messa/);
		await locks();
		for (const window of [panel, welcome]) {
			await window.see(lockScreen);
			await window.dontSee(/Bob|Pin Messa/);
			expect(await window.evaluate(() => document.documentElement.outerHTML.includes('Bob'))).toBe(false);
			await window.close();
		}
		await untilTrue('the browser to remember nothing of it', () =>
			settings.evaluate(async () => {
				const known = await chrome.storage.session.get(null);
				return !('unlocked' in known || 'glance' in known);
			}),
		);
		const popup = await world.browser.popup();
		await popup.see(lockScreen);
		expect(await popup.focused()).toBe('Passphrase');
		await popup.close();
	});

	it('keeps to itself what comes meanwhile', async () => {
		const before = (await world.browser.notifications()).length;
		await world.bob.sendText(roomId, secret.missed);
		await world.browser.killBackground();
		const popup = await world.browser.popup();
		await popup.see(lockScreen);
		expect((await world.browser.notifications()).length).toBeLessThanOrEqual(before);
		expect(await world.browser.badgeText()).toMatch(/^•?$/);
		await popup.close();
		const tab = await world.browser.openTab('manifest.json');
		expect(await world.browser.contextMenu({ tab })).toEqual(['Messa is locked. Unlock it to share']);
		await tab.close();
	});

	it('stays when the browser is restarted, and a copy of its databases opens by nothing in them', async () => {
		const root = join(world.browser.profileDir, '..');
		const copy = join(await temporaryDirectory(), 'copy');
		expect(await filesWith(world.browser.profileDir, openWrap)).toEqual([]);
		await world.browser.restart(async () => {
			await cp(root, copy, { recursive: true });
			expect((await filesWith(copy, world.alice.userId)).length).toBeGreaterThan(0);
			for (const [what, word] of Object.entries({ ...secret, passphrase, recoveryKey, openWrap })) {
				expect([what, await filesWith(join(copy, 'profile'), word)]).toEqual([what, []]);
			}
			// In the same place, since Chromium names an unpacked extension after it.
			const thief = await launch(browserName, { profileDir: root });
			const page = await thief.openTab('options.html');
			await page.see(lockScreen);
			expect(await countStoredKeys(page)).toBe(0);
			await thief.close();
			await rm(root, { recursive: true });
			await cp(copy, root, { recursive: true });
		});
		settings = await world.browser.openTab('options.html');
		await settings.see(lockScreen);
	});

	it('says of a wrong passphrase that it is wrong, and nothing else', async () => {
		await settings.press('Enter');
		await settings.see('Give your passphrase.');
		for (const wrong of ['x', passphrase.toUpperCase()]) {
			await settings.fill({ role: 'textbox', name: 'Passphrase' }, wrong);
			await settings.press('Enter');
			expect(await settings.text({ role: 'alert' })).toBe('That is not the passphrase. Try again.');
			expect(await settings.focused()).toBe('Passphrase');
		}
	});

	it('opens by its passphrase, and all is as it was', async () => {
		await unlock(settings, passphrase);
		await settings.see({ role: 'button', name: 'Lock now' });
		await goesOn();
		await world.bob.sendText(roomId, 'Back again?');
		const popup = await world.browser.popup();
		await popup.see('Back again?');
		await popup.see(secret.missed);
		await popup.close();
	});

	it('stays open over a killed background', async () => {
		await world.browser.killBackground();
		await goesOn();
	});

	it('lets nobody guess fast, not even over a killed background', async () => {
		await locks();
		const guess = async (): Promise<string> => {
			await settings.dontSee({ role: 'alert' });
			await settings.fill({ role: 'textbox', name: 'Passphrase' }, 'a wrong one');
			await settings.press('Enter');
			return await settings.text({ role: 'alert' });
		};
		for (let count = 0; count < 3; count += 1) {
			expect(await guess()).toMatch(/not the passphrase/);
			await settings.evaluate(() => location.reload());
			await settings.see(lockScreen);
		}
		await world.browser.killBackground();
		expect(await guess()).toMatch(/^Too many tries/);
		await settings.evaluate(() => location.reload());
		await settings.see(lockScreen);
		// The right one has to wait as well, and opens then.
		await untilTrue(
			'the wait to pass',
			async () => {
				if ((await settings.count({ role: 'button', name: 'Lock now' })) > 0) return true;
				await unlock(settings, passphrase);
				await settings.see(/Too many tries|Lock now/);
				return (await settings.count({ role: 'button', name: 'Lock now' })) > 0;
			},
			30_000,
		);
		await goesOn();
	});

	it('closes by itself when nobody is there, and keeps what was being typed', async () => {
		await settings.click({ role: 'radio', name: 'After 5 minutes' });
		const panel = await world.browser.openTab('sidepanel.html');
		await panel.click({ role: 'button', name: /^Bob/ });
		await panel.fill({ role: 'textbox', name: 'Message Bob' }, `${secret.draft} and on`);
		await untilDraftIsKept(panel);
		await seemAway(world.browser);
		await panel.see(lockScreen);
		await settings.see(lockScreen);
		await unlock(panel, passphrase);
		await panel.see(`${secret.draft} and on`);
		await settings.see({ role: 'button', name: 'Lock now' });
		await panel.close();
	});

	it('closes by a key', async () => {
		await world.browser.killBackground();
		await settings.see({ role: 'button', name: 'Lock now' });
		await world.browser.pressCommand('lock');
		await settings.see(lockScreen);
		await unlock(settings, passphrase);
		await settings.see({ role: 'button', name: 'Lock now' });
		// What the settings ask the background at once waits until it has started.
		await settings.see('This device');
	});

	it('is changed and removed only by who knows it', async () => {
		const next = 'another four words 9';
		await settings.click({ role: 'button', name: 'Change passphrase' });
		await changeLock(settings, { current: 'not the one', next });
		await settings.see({ role: 'alert', containing: /not the passphrase/ });
		await changeLock(settings, { current: passphrase, next });
		await settings.dontSee({ role: 'dialog' });
		await locks();
		await unlock(settings, passphrase);
		await settings.see(/not the passphrase/);
		await unlock(settings, next);
		await settings.click({ role: 'button', name: 'Remove the lock' });
		await settings.fill({ role: 'textbox', name: 'Current passphrase' }, next);
		await settings.press('Enter');
		await settings.see({ role: 'button', name: 'Set a passphrase' });
		await settings.dontSee({ role: 'dialog' });
		const shapes = await keysOfVaults(settings);
		expect(shapes).toEqual([['id'], ['id']]);
		expect(await countStoredKeys(settings)).toBe(2);
		await world.browser.restart();
		await goesOn();
		settings = await world.browser.openTab('options.html');
	});

	it('forgotten, leaves the way of the recovery key', async () => {
		await setLock(settings, passphrase);
		await locks();
		await settings.click({ role: 'button', name: 'Forgot it?' });
		await settings.see(/Drafts and messages that were not sent yet are lost/);
		await settings.click({ role: 'button', name: 'Back' });
		await settings.click({ role: 'button', name: 'Forgot it?' });
		await settings.click({ role: 'button', name: 'Delete and sign in again' });
		await settings.see({ role: 'button', name: 'Sign in' }, { timeoutMs: 30_000 });
		await settings.close();
		const welcome = await world.browser.openTab('welcome.html');
		await givePassword(welcome, world.alice);
		await welcome.fill({ role: 'textbox', name: 'Recovery key' }, recoveryKey, { timeoutMs: 30_000 });
		await welcome.press('Enter');
		await welcome.see(/Pin Messa/, { timeoutMs: 30_000 });
		const popup = await world.browser.popup();
		await popup.click({ role: 'button', name: /^Bob/ });
		await until(
			'the old message',
			async () => ((await popup.count(secret.message)) > 0 ? true : undefined),
			30_000,
		);
		await popup.close();
	});
});
