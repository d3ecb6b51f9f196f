import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PeerMessage } from '../homeserver/peer.ts';
import { browserName } from './driver/browser-name.ts';
import { article, type ClickedOn, type Site, type Surface, serveSite, until } from './driver/index.ts';
import { OtherDevice } from './other-device.ts';
import { chatWithBob, say, signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let site: Site;
/** The rooms by name; the newest, which the list shows first, is the last. */
const rooms: Record<string, string> = {};

beforeAll(async () => {
	[world, site] = await Promise.all([openWorld(browserName), serveSite()]);
	await signIn(world);
	const { popup, roomId } = await chatWithBob(world);
	await popup.click({ role: 'button', name: 'Back' });
	rooms.Bob = roomId;
	const other = await OtherDevice.signIn(world);
	for (const name of ['Trip to Rome', 'Garden', 'Tea & cake', 'Choir']) {
		rooms[name] = await other.makeRoom({ name });
	}
	rooms['Town square'] = await other.makeRoom({ name: 'Town square', isEncrypted: false });
	await popup.see({ role: 'button', name: /^Town square/ });
	await popup.close();
});

afterAll(async () => {
	await world?.stop();
	await site?.close();
});

/** Opens the share sheet over the tab in front, from the list or from the room where the popup was left. */
async function openSheet(): Promise<Surface> {
	const popup = await world.browser.popup();
	await popup.click({ role: 'button', name: /^Share page/ });
	await popup.see({ role: 'dialog', name: 'Share this page' });
	return popup;
}

/** What Bob reads of the next share, whose plain text is `body`; it must have come encrypted and once. */
async function bobReads(room: string, body: string): Promise<PeerMessage> {
	const message = await world.bob.waitForMessage({ roomId: rooms[room] ?? '', body, isDecrypted: true });
	expect(message).toMatchObject({
		type: 'm.room.message',
		sender: world.alice.userId,
		wasEncrypted: true,
		deliveries: 1,
		content: { msgtype: 'm.text', format: 'org.matrix.custom.html' },
	});
	return message;
}

const host = (): string => new URL(site.url).host;
/** What the article calls its own address. */
const articleAddress = (): string => site.url + article.canonicalPath;
/** Leads to what is selected in it. */
const placeAddress = (): string =>
	`${articleAddress()}#:~:text=${encodeURIComponent(article.selectable.toLowerCase())}`;
const articleLink = (address = articleAddress()): string =>
	`<p><a href="${address}">${article.title}</a><br>${host()}</p>`;
const toButton = { role: 'button', name: 'Send', within: { role: 'dialog' } } as const;

describe('the share button', () => {
	it('sends title, address, selection and comment to the room found by typing, by keyboard alone', async () => {
		const tab = await world.browser.openTab(site.articleUrl);
		await tab.evaluate((wanted) => {
			(window as unknown as { find(text: string): boolean }).find(wanted);
		}, article.selectable);
		const popup = await openSheet();
		const card = { role: 'region', name: 'What will be sent' };
		await popup.see({ text: article.title, within: card });
		await popup.see({ text: `${host()}/articles/bees`, within: card });
		await popup.see({ text: article.selectable, within: card });
		await popup.fill({ role: 'textbox', name: 'Comment' }, 'Worth it: <b>bold</b> & "quoted"\nSecond line');
		await popup.click({ role: 'combobox', name: 'Send to' });
		await popup.type('rome');
		await popup.see({ role: 'option', name: /Trip to Rome/ });
		expect(await popup.count({ role: 'option' })).toBe(1);
		await popup.press('Enter');
		await popup.see('Shared to Trip to Rome');
		await popup.close();

		const { formattedBody } = await bobReads(
			'Trip to Rome',
			`Worth it: <b>bold</b> & "quoted"\nSecond line\n\n${article.title}\n${placeAddress()}\n\n> ${article.selectable}`,
		);
		expect(formattedBody).toBe(
			`<p>Worth it: &lt;b&gt;bold&lt;/b&gt; &amp; &quot;quoted&quot;<br>Second line</p>${articleLink(placeAddress())}<blockquote>${article.selectable}</blockquote>`,
		);
		await tab.close();
	});

	it('is two clicks: the likeliest room is chosen already', async () => {
		const tab = await world.browser.openTab(site.articleUrl);
		const popup = await world.browser.popup();
		await popup.click({ role: 'button', name: 'Share page' });
		await popup.click(toButton);
		await popup.see('Shared to Trip to Rome');
		await popup.close();
		const { formattedBody } = await bobReads('Trip to Rome', `${article.title}\n${articleAddress()}`);
		expect(formattedBody).toBe(articleLink());
		await tab.close();
	});

	it('takes a share back', async () => {
		const tab = await world.browser.openTab(site.pageUrl('Not for Bob after all'));
		const popup = await openSheet();
		await popup.click(toButton);
		await popup.see({ role: 'button', name: 'Undo' });
		// The background looks at all that waits to be sent: the net is back.
		await world.browser.inBackground(() => void self.dispatchEvent(new Event('online')));
		await popup.click({ role: 'button', name: 'Undo' });
		await popup.see('Not sent. Nothing was shared.');
		await popup.click({ role: 'button', name: 'Close', nth: -1 });
		await popup.click({ role: 'button', name: /^Trip to Rome/, within: { role: 'list', name: 'Chats' } });
		await say(popup, 'After the undone share', 'Trip to Rome');
		await world.bob.waitForMessage({ body: 'After the undone share' });
		const bodies = world.bob.messages().map(({ body }) => body ?? '');
		expect(bodies.filter((body) => body.includes('Not for Bob'))).toEqual([]);
		await popup.close();
		await tab.close();
	});

	it('passes on a hostile title as text, in full view and cut to length', async () => {
		const title = `</a><img src=x onerror="alert(1)">&amp; \u202Egnp.exe\u2066 ${'long '.repeat(200)}`;
		const shown = `${title.slice(0, 299)}…`;
		const address = site.pageUrl(title);
		const tab = await world.browser.openTab(address);
		const popup = await openSheet();
		await popup.see({ text: '</a><img src=x onerror="alert(1)">&amp;', within: { role: 'dialog' } });
		expect(await popup.count({ role: 'img', within: { role: 'region', name: 'What will be sent' } })).toBe(0);
		expect(await popup.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
		await popup.click(toButton);
		await popup.see('Shared to Trip to Rome');
		await popup.close();
		const { formattedBody } = await bobReads('Trip to Rome', `${shown}\n${address}`);
		const escaped = shown
			.replaceAll('&', '&amp;')
			.replaceAll('<', '&lt;')
			.replaceAll('>', '&gt;')
			.replaceAll('"', '&quot;');
		expect(formattedBody).toBe(
			`<p><a href="${address.replaceAll('&', '&amp;')}">${escaped}</a><br>${host()}</p>`,
		);
		await tab.close();
	});

	it('says why the pages of the browser itself cannot be shared', async () => {
		const tab = await world.browser.openTab(
			browserName === 'chromium' ? 'chrome://version/' : 'about:license',
		);
		const popup = await openSheet();
		await popup.see({ role: 'alert', containing: /does not let extensions read this page/ });
		expect(await popup.count(toButton)).toBe(0);
		await popup.close();
		await tab.close();
	});
});

describe('a right click', () => {
	let tab: Surface;

	beforeAll(async () => {
		tab = await world.browser.openTab(site.articleUrl);
	});

	afterAll(() => tab?.close());

	it('offers the five rooms of latest activity, and a choice of all', async () => {
		const wanted = [
			'Trip to Rome',
			'Town square',
			'Choir',
			'Tea & cake',
			'Garden',
			'Note to self',
			'Choose…',
		];
		await until(
			async () => `the menu [${wanted}], which is [${await world.browser.contextMenu({ tab })}]`,
			async () => String(await world.browser.contextMenu({ tab })) === String(wanted) || undefined,
		);
		for (const on of [
			{ selection: article.selectable },
			{ link: article.link.text },
			{ image: article.image.alt },
		]) {
			expect(await world.browser.contextMenu({ tab, ...on })).toEqual(wanted);
		}
	});

	it('sends the page, the selection, the link or the image to the room chosen', async () => {
		const page = `${article.title}\n${articleAddress()}`;
		const link = site.url + article.link.path;
		const image = site.url + article.image.path;
		// Firefox tells the text of a link, Chromium does not.
		const linkText = browserName === 'firefox' ? article.link.text : '';
		const cases: [string, Omit<ClickedOn, 'tab'>, string, string][] = [
			['Garden', {}, page, articleLink()],
			[
				'Choir',
				{ selection: article.selectable },
				`${article.title}\n${placeAddress()}\n\n> ${article.selectable}`,
				`${articleLink(placeAddress())}<blockquote>${article.selectable}</blockquote>`,
			],
			[
				'Tea & cake',
				{ link: article.link.text },
				linkText ? `${linkText}\n${link}` : link,
				linkText
					? `<p><a href="${link}">${linkText}</a><br>${host()}</p>`
					: `<p><a href="${link}">${link}</a></p>`,
			],
			[
				'Garden',
				{ image: article.image.alt },
				`bee.png\n${image}`,
				`<p><a href="${image}">bee.png</a><br>${host()}</p>`,
			],
		];
		for (const [room, on] of cases) {
			await world.browser.chooseFromContextMenu(room, { tab, ...on });
		}
		for (const [room, , body, html] of cases) expect((await bobReads(room, body)).formattedBody).toBe(html);
	});

	it('asks before it sends to a room without encryption', async () => {
		await world.browser.chooseFromContextMenu('Town square', { tab });
		const sheet = await world.browser.waitForTab('popup.html?share=');
		await sheet.see({ role: 'option', name: /^Town square/ });
		await sheet.see(/Town square is not encrypted: its servers can read what you share/);
		await sheet.press('Enter');
		await sheet.see({ role: 'button', name: 'Send unencrypted' });
		const roomId = rooms['Town square'] ?? '';
		await sheet.click({ role: 'button', name: 'Send unencrypted' });
		await sheet.see('Shared to Town square');
		await sheet.click({ role: 'button', name: 'Close', nth: -1 });
		const message = await world.bob.waitForMessage({ roomId });
		expect(message).toMatchObject({ body: `${article.title}\n${articleAddress()}`, wasEncrypted: false });
		expect(world.bob.messages(roomId)).toEqual([message]);
	});

	it('opens the share sheet in a window of its own for “Choose…”', async () => {
		await world.browser.chooseFromContextMenu('Choose…', { tab, selection: article.selectable });
		const sheet = await world.browser.waitForTab('popup.html?share=');
		await sheet.see({ text: article.selectable, within: { role: 'region', name: 'What will be sent' } });
		await sheet.fill({ role: 'textbox', name: 'Comment' }, 'Chosen by hand');
		await sheet.fill({ role: 'combobox', name: 'Send to' }, 'bob');
		await sheet.press('Enter');
		await sheet.see('Shared to Bob');
		await sheet.click({ role: 'button', name: 'Close', nth: -1 });
		await bobReads('Bob', `Chosen by hand\n\n${article.title}\n${placeAddress()}\n\n> ${article.selectable}`);
		await until('the window to close', async () => (await sheet.isClosed()) || undefined);
	});
});
