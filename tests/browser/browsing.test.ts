import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserName } from './driver/browser-name.ts';
import { axe, filesHolding, type Surface, untilTrue, violationsInWords } from './driver/index.ts';
import { untilBadge } from './notices.ts';
import { OtherDevice } from './other-device.ts';
import { type ShareSite, serveShareSite } from './share-site.ts';
import { chatWithBob, signIn, untilDraftIsKept } from './steps.ts';
import { openWorld, type World } from './world.ts';

declare const chrome: { windows: { getAll(of: object): Promise<unknown[]> } };

const back = { role: 'button', name: 'Back' };
const popOut = { role: 'button', name: 'Open in a window' };

let world: World;
let site: ShareSite;
let direct: string;
let trip: string;

beforeAll(async () => {
	[world, site] = await Promise.all([openWorld(browserName), serveShareSite()]);
	await signIn(world);
	const { popup, roomId } = await chatWithBob(world);
	direct = roomId;
	await popup.click(back);
	const other = await OtherDevice.signIn(world);
	trip = await other.makeRoom({ name: 'Trip' });
	await popup.see({ role: 'button', name: /^Trip/ });
	await popup.close();
});

afterAll(async () => {
	await world?.stop();
	await site?.close();
});

/** Opens the popup over a page. */
async function popupOver(url: string): Promise<{ popup: Surface; close: () => Promise<void> }> {
	const tab = await world.browser.openTab(url);
	const popup = await world.browser.popup();
	const close = async (): Promise<void> => {
		if (!(await popup.isClosed())) await popup.close();
		await tab.close();
	};
	return { popup, close };
}

/** Waits until a window shows a message as the one that it was opened at. */
async function untilAt(window: Surface, text: string): Promise<void> {
	await untilTrue(`"${text}" to be marked`, () =>
		window.evaluate(
			(wanted) => document.querySelector('[aria-current="true"]')?.textContent?.includes(wanted) ?? false,
			text,
		),
	);
}

describe('a page that was shared in a chat', () => {
	/** Stands in its address, and nowhere else. */
	const secret = crypto.randomUUID();
	let page: string;
	let shared: string;

	beforeAll(() => {
		page = `${site.url}/story?key=${secret}`;
	});

	it('is known in the popup over it, offline, and leads to the message', async () => {
		shared = await world.bob.sendHtml(trip, `Look at <a href="${page}&amp;utm_source=letter">this</a>`);
		for (let line = 1; line <= 20; line += 1) await world.bob.sendText(trip, `Line ${line}`);
		const before = await world.browser.popup();
		await before.see({ role: 'button', name: /^Trip.*Line 20/s });
		await before.close();

		const { popup, close } = await popupOver(`${page}#top`);
		const asked = site.asked.length;
		const sent = world.browser.network.sent.length;
		world.browser.network.record();
		world.browser.network.setOffline(true);
		try {
			await popup.click({ role: 'button', name: 'Bob shared this in Trip' });
			await popup.see({ role: 'heading', name: 'Trip' });
			await untilAt(popup, 'Look at this');
			await popup.dontSee('Bob shared this in Trip');
			await popup.click(back);
			await popup.see('Bob shared this in Trip');
			await popup.click({ role: 'button', name: 'Hide' });
			await popup.dontSee('Bob shared this in Trip');
		} finally {
			world.browser.network.setOffline(false);
			await close();
		}
		expect(site.asked).toHaveLength(asked);
		const told = world.browser.network.sent
			.slice(sent)
			.filter(({ url, body }) => `${url}${body}`.includes(secret));
		expect(told.map(({ url }) => url)).toEqual([]);
		expect(await filesHolding(world.browser, secret)).toEqual([]);
		// It would be found: this is.
		expect(await filesHolding(world.browser, trip)).not.toEqual([]);
	});

	it('is known in every chat, with what else was said, until that is deleted', async () => {
		const again = await world.bob.sendText(direct, page);
		const { popup, close } = await popupOver(page);
		await popup.see('Bob shared this with you');
		expect(violationsInWords(await axe(popup))).toEqual([]);
		await popup.click({ role: 'button', name: 'and 1 more' });
		const list = { role: 'dialog', name: 'Shared in your chats' };
		await popup.click({ role: 'button', name: /^Bob shared this in Trip/, within: list });
		await popup.see({ role: 'heading', name: 'Trip' });
		await popup.see('Bob shared this with you');
		await world.bob.redact(direct, again);
		await popup.click(back);
		await popup.see({ role: 'button', name: 'Bob shared this in Trip' });
		await world.bob.redact(trip, shared);
		await popup.dontSee(/shared this/);
		await close();
	});

	it('says nothing over another page', async () => {
		await world.bob.sendText(direct, `${site.url}/rich`);
		const { popup, close } = await popupOver(`${site.url}/rtl`);
		await popup.see({ role: 'button', name: /^Bob/ });
		await untilTrue('the page to be looked up', () =>
			popup.evaluate(() => performance.getEntriesByName('page-looked-up').length > 0),
		);
		await popup.dontSee(/shared this/);
		await close();
	});
});

describe('the side panel', () => {
	it('stays in its room, whatever other windows show, and shows what a notification is about', async () => {
		const panel = await world.browser.panel();
		await panel.click({ role: 'button', name: /^Trip/ });
		await panel.see({ role: 'heading', name: 'Trip' });

		const second = await world.browser.openTab('sidepanel.html', { width: 400, height: 600 }, 'window');
		await second.see({ role: 'heading', name: 'Trip' });
		await second.click(back);
		await second.see({ role: 'button', name: /^Bob/ });
		await second.evaluate(() => location.reload());
		await second.click({ role: 'button', name: /^Bob/ });
		await second.see({ role: 'textbox', name: 'Message Bob' });
		await untilBadge(world, '');
		await second.click(back);
		await second.close();

		expect(await panel.count({ role: 'heading', name: 'Trip' })).toBe(1);
		await panel.close();
		const reopened = await world.browser.panel();
		await reopened.see({ role: 'heading', name: 'Trip' });
		await world.bob.sendText(direct, 'Over here');
		await untilTrue('a notification', async () =>
			(await world.browser.notifications()).some(({ message }) => message === 'Over here'),
		);
		await world.browser.clickNotification('Bob');
		await reopened.see({ role: 'heading', name: 'Bob' });
		await untilAt(reopened, 'Over here');
		await reopened.close();
	});
});

describe('the popup', () => {
	it('goes on in a small window, of which there is one', async () => {
		const count = (): Promise<number> =>
			world.browser.inBackground(
				async () => (await chrome.windows.getAll({ windowTypes: ['popup'] })).length,
			);
		const before = await count();
		const popup = await world.browser.popup();
		await popup.click({ role: 'button', name: /^Bob/ });
		await popup.fill({ role: 'textbox', name: 'Message Bob' }, 'Half a thought');
		await untilDraftIsKept(popup);
		await popup.click(popOut);
		await untilTrue('the popup to close', () => popup.isClosed());
		const small = await world.browser.waitForTab('popup.html');
		await small.see('Half a thought');
		await small.dontSee(popOut);
		expect(await count()).toBe(before + 1);

		const again = await world.browser.popup();
		await again.click(back);
		await again.click({ role: 'button', name: /^Trip/ });
		await again.click(popOut);
		await untilTrue('the popup to close', () => again.isClosed());
		await small.see({ role: 'heading', name: 'Trip' });
		expect(await count()).toBe(before + 1);
		await small.close();
	});
});
