import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserName } from './driver/browser-name.ts';
import { article, type Site, type Surface, serveSite, until, untilTrue } from './driver/index.ts';
import { lockScreen, setLock, unlock } from './lock-steps.ts';
import { OtherDevice } from './other-device.ts';
import { chatWithBob, signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

/** In Firefox's background. */
declare const browser: { sidebarAction: { isOpen(of: object): Promise<boolean> } };

let world: World;
let site: Site;
let tab: Surface;
const rooms: Record<string, string> = {};

beforeAll(async () => {
	[world, site] = await Promise.all([openWorld(browserName), serveSite()]);
	await signIn(world);
	const { popup, roomId } = await chatWithBob(world);
	await popup.click({ role: 'button', name: 'Back' });
	rooms.Bob = roomId;
	const other = await OtherDevice.signIn(world);
	for (const name of ['Garden', 'R&D <b>']) rooms[name] = await other.makeRoom({ name });
	rooms.Square = await other.makeRoom({ name: 'Square', isEncrypted: false });
	await popup.see({ role: 'button', name: /^Square/ });
	await popup.close();
	tab = await world.browser.openTab(site.articleUrl);
});

afterAll(async () => {
	await world?.stop();
	await site?.close();
});

/** Presses a command's key over the page; the toolbar's button grants access to it, as the real key does. */
async function press(command: string): Promise<void> {
	await (await world.browser.popup()).close();
	await world.browser.pressCommand(command);
}

async function untilNotified(title: string): Promise<void> {
	await until(
		async () => `a notification "${title}" among ${JSON.stringify(await world.browser.notifications())}`,
		async () => (await world.browser.notifications()).some((one) => one.title === title) || undefined,
	);
}

/** Shares the page to Garden from the popup. */
async function shareToGarden(): Promise<void> {
	const popup = await world.browser.popup();
	await popup.click({ role: 'button', name: 'Share page' });
	await popup.fill({ role: 'combobox', name: 'Send to' }, 'garden');
	await popup.press('Enter');
	await popup.see('Shared to Garden');
	await popup.close();
}

/** Without what tracks people, as the page itself names it. */
const address = (): string => site.url + article.canonicalPath;
const link = (): string => `${article.title}\n${address()}`;

async function bobReads(room: string, body: string): Promise<void> {
	const message = await world.bob.waitForMessage({ roomId: rooms[room] ?? '', body, isDecrypted: true });
	expect(message).toMatchObject({ wasEncrypted: true, deliveries: 1 });
}

describe('a key', () => {
	it('shares the page to the chat of the last share, and a click on what says so takes it back', async () => {
		await shareToGarden();
		await bobReads('Garden', link());
		await tab.evaluate(() => {
			document.title = 'Second thoughts';
		});
		await press('share-last');
		await untilNotified('Shared to Garden');
		await world.browser.clickNotification('Shared to Garden');
		await untilNotified('Not sent. Nothing was shared.');
		await tab.evaluate(() => {
			document.title = 'Meant it';
		});
		await press('share-last');
		await bobReads('Garden', `Meant it\n${address()}`);
		expect(world.bob.messages(rooms.Garden ?? '').map(({ body }) => body)).not.toContainEqual(
			expect.stringContaining('Second thoughts'),
		);
	});

	it('opens the choice of all chats over the page', async () => {
		await press('share-choose');
		const sheet = await world.browser.waitForTab('popup.html?share=');
		await sheet.see({ text: 'Meant it', within: { role: 'region', name: 'What will be sent' } });
		await sheet.fill({ role: 'combobox', name: 'Send to' }, 'bob');
		await sheet.press('Enter');
		await sheet.see('Shared to Bob');
		await sheet.click({ role: 'button', name: 'Close', nth: -1 });
		await bobReads('Bob', `Meant it\n${address()}`);
	});
});

describe.runIf(browserName === 'firefox')('the key of the sidebar', () => {
	it('opens it', async () => {
		await world.browser.pressCommand('open-panel');
		await untilTrue('the sidebar to open', () =>
			world.browser.inBackground(async () => await browser.sidebarAction.isOpen({})),
		);
		// It cannot be asked for while it is on its way.
		const sidebar = await until('the sidebar', () => world.browser.panel().catch(() => undefined));
		await sidebar.see({ role: 'list', name: 'Chats' });
		await sidebar.close();
	});
});

describe('the address bar', () => {
	it('offers the chats that fit, their names as text, and sends what is entered', async () => {
		const offered = await world.browser.typeInAddressBar('r bees & <b>honey</b>');
		const shown = 'To R&D <b>: bees & <b>honey</b>';
		const escaped = shown.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
		expect(offered).toEqual([browserName === 'chromium' ? escaped : shown]);
		expect((await world.browser.typeInAddressBar(''))[0]).toMatch(/Bob|Garden/);
		await world.browser.enterInAddressBar('gar bees & <b>honey</b>');
		await bobReads('Garden', 'bees & <b>honey</b>');
	});

	it('asks where nothing fits, and before it sends to a room without encryption', async () => {
		await world.browser.enterInAddressBar('nobody is home');
		const sheet = await world.browser.waitForTab('popup.html?share=');
		await sheet.see({ role: 'option', name: 'Note to self' });
		expect(await sheet.text({ role: 'textbox', name: 'Comment' })).toBe('nobody is home');
		await sheet.close();
		await world.browser.enterInAddressBar('square hear me');
		const warning = await world.browser.waitForTab('popup.html?share=');
		await warning.see(/Square is not encrypted: its servers can read what you share/);
		await warning.press('Enter');
		await warning.see({ role: 'button', name: 'Send unencrypted' });
		expect(world.bob.messages(rooms.Square ?? '')).toEqual([]);
		await warning.close();
	});
});

describe('a right click', () => {
	it('sends to the room of one’s own', async () => {
		await world.browser.chooseFromContextMenu('Note to self', { tab });
		await untilNotified('Shared to Note to self');
		const popup = await world.browser.popup();
		await popup.click({ role: 'button', name: /^Note to self/ });
		await popup.see({ role: 'article', containing: 'Meant it' });
		await popup.click({ role: 'button', name: 'Back' });
		await popup.see({ role: 'list', name: 'Chats' });
		await popup.close();
	});
});

describe('behind the lock', () => {
	it('every way leads to the unlock screen, and nothing is shared', async () => {
		const settings = await world.browser.openTab('options.html');
		await setLock(settings, 'open sesame please');
		await settings.click({ role: 'button', name: 'Lock now' });
		await settings.see(lockScreen);
		await tab.host.show();
		const locked = 'Messa is locked. Unlock it to share';
		await untilTrue('the menu to say so', async () => {
			return String(await world.browser.contextMenu({ tab })) === locked;
		});
		expect(await world.browser.typeInAddressBar('garden hello')).toEqual([]);
		for (const ask of [
			() => world.browser.chooseFromContextMenu(locked, { tab }),
			() => world.browser.enterInAddressBar('garden hello'),
			() => world.browser.pressCommand('share-last'),
		]) {
			await ask();
			const opened = await world.browser.openedPopup();
			await opened.see(lockScreen);
			await opened.close();
		}
		await tab.host.show();
		await settings.host.show();
		await unlock(settings, 'open sesame please');
		await settings.see({ role: 'heading', name: 'Settings' });
		expect(world.bob.messages().map(({ body }) => body)).not.toContain('hello');
	});
});
