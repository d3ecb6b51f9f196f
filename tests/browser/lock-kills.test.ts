import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserName } from './driver/browser-name.ts';
import { type Surface, until, untilTrue } from './driver/index.ts';
import { changeLock, lockScreen, setLock, unlock } from './lock-steps.ts';
import { chatWithBob, sayForGood, signIn } from './steps.ts';
import { countStoredKeys, keysOfVaults } from './stored.ts';
import { openWorld, type World } from './world.ts';

const first = 'four words and a number 7';
const second = 'another four words 9';
const lockIsSet = ['id', 'passphrase'];
const noLock = ['id'];
let world: World;

beforeAll(async () => {
	world = await openWorld(browserName);
	await signIn(world);
	const { popup } = await chatWithBob(world);
	await sayForGood(popup, 'What must not be lost');
	await popup.close();
});

afterAll(async () => {
	await world?.stop();
});

/**
 * Restarts the browser, which forgets what was unlocked, and gives the settings, opened by whichever of the
 * passphrases holds.
 * @returns also what vault and copy are made of
 */
async function reopen(
	...passphrases: string[]
): Promise<{ settings: Surface; opened: string; vaults: string[][] }> {
	await world.browser.restart();
	const settings = await world.browser.openTab('options.html');
	const card = { role: 'button', name: /Set a passphrase|Lock now/ } as const;
	const opened = await until(
		'the vault to open by something',
		async () => {
			if ((await settings.count(card)) > 0) return 'nothing';
			await settings.see(lockScreen);
			for (const passphrase of passphrases) {
				await unlock(settings, passphrase);
				const isOpen = await until('an answer', async () => {
					if ((await settings.count(card)) > 0) return true;
					return (await settings.count({ role: 'alert' })) > 0 ? false : undefined;
				});
				if (isOpen) return passphrase;
			}
			return undefined;
		},
		30_000,
	);
	const popup = await world.browser.popup();
	await popup.see('What must not be lost');
	await popup.close();
	const vaults = await keysOfVaults(settings);
	// What opened it by itself is there twice or not at all, as the vault has no lock or one.
	await untilTrue(
		'the wraps to follow the lock',
		async () => (await countStoredKeys(settings)) === (opened === 'nothing' ? 2 : 0),
	);
	return { settings, opened, vaults };
}

/** The moments at which the background is killed: as it begins, and as the vault is another one, before its copy may be. */
const moments = {
	begun: (settings: Surface) => settings.see('Checking'),
	written: async (settings: Surface, before: string) =>
		untilTrue('the vault to be another one', async () => (await vaultOf(settings)) !== before),
};

describe.each(Object.entries(moments))('a background killed once it is %s', (_, moment) => {
	async function killDuring(settings: Surface, act: () => Promise<void>): Promise<void> {
		const before = await vaultOf(settings);
		await act();
		await moment(settings, before);
		await world.browser.killBackground();
	}

	it('leaves a vault that opens, and a copy no weaker, while the lock is set, changed and removed', async () => {
		const start = await reopen(first, second);
		await killDuring(start.settings, async () => giveNew(start.settings, first));
		const set = await reopen(first);
		if (set.opened === 'nothing') await setLock(set.settings, first);
		else expect(set.vaults).toEqual([lockIsSet, lockIsSet]);

		await set.settings.click({ role: 'button', name: 'Change passphrase' });
		await killDuring(set.settings, async () => changeLock(set.settings, { current: first, next: second }));
		const changed = await reopen(second, first);
		expect(changed.vaults).toEqual([lockIsSet, lockIsSet]);

		await changed.settings.click({ role: 'button', name: 'Remove the lock' });
		await changed.settings.fill({ role: 'textbox', name: 'Current passphrase' }, changed.opened);
		await killDuring(changed.settings, async () => changed.settings.press('Enter'));
		const removed = await reopen(changed.opened);
		expect(removed.vaults[0]).toEqual(removed.opened === 'nothing' ? noLock : lockIsSet);
		if (removed.opened === 'nothing') return;
		await removed.settings.click({ role: 'button', name: 'Remove the lock' });
		await removed.settings.fill({ role: 'textbox', name: 'Current passphrase' }, removed.opened);
		await removed.settings.press('Enter');
		await removed.settings.see({ role: 'button', name: 'Set a passphrase' });
	});
});

async function giveNew(settings: Surface, passphrase: string): Promise<void> {
	await settings.click({ role: 'button', name: 'Set a passphrase' });
	await settings.fill({ role: 'textbox', name: 'New passphrase' }, passphrase);
	await settings.fill({ role: 'textbox', name: 'The new passphrase again' }, passphrase);
	await settings.press('Enter');
}

/** The vault's row, in a form that is another one whenever it is. */
async function vaultOf(page: Surface): Promise<string> {
	return await page.evaluate(async () => {
		const settled = async <T>(request: IDBRequest<T>): Promise<T> =>
			new Promise((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(request.error);
			});
		const name = (await indexedDB.databases()).find((one) => one.name?.startsWith('messa/@'))?.name ?? '';
		const db = await settled(indexedDB.open(name));
		const row = await settled(db.transaction('vault').objectStore('vault').get('vault'));
		db.close();
		return JSON.stringify(row);
	});
}
