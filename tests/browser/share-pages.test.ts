import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PeerMessage } from '../homeserver/peer.ts';
import { browserName } from './driver/browser-name.ts';
import { type Surface, untilTrue } from './driver/index.ts';
import { type ShareSite, serveShareSite } from './share-site.ts';
import { chatWithBob, signIn } from './steps.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let site: ShareSite;
let roomId: string;

beforeAll(async () => {
	[world, site] = await Promise.all([openWorld(browserName), serveShareSite()]);
	await signIn(world);
	const chat = await chatWithBob(world);
	({ roomId } = chat);
	await chat.popup.click({ role: 'button', name: 'Back' });
	await chat.popup.close();
});

afterAll(async () => {
	await world?.stop();
	await site?.close();
});

const card = { role: 'region', name: 'What will be sent' };
let shares = 0;

/** Shares what the tab in front shows to Bob, and gives what he reads. `look` sees the sheet before it is sent. */
async function share(look?: (sheet: Surface) => Promise<void>): Promise<PeerMessage> {
	shares += 1;
	const comment = `Share ${shares}`;
	const popup = await world.browser.popup();
	await popup.click({ role: 'button', name: /^Share page/ });
	await popup.fill({ role: 'textbox', name: 'Comment' }, comment);
	await popup.see(card);
	await look?.(popup);
	await popup.click({ role: 'button', name: 'Send', within: { role: 'dialog' } });
	await popup.see('Shared to Bob');
	await popup.close();
	const message = await world.bob.waitForMessage((one) => one.body?.startsWith(`${comment}\n\n`) === true);
	expect(message).toMatchObject({ roomId, isDecrypted: true, wasEncrypted: true, deliveries: 1 });
	return { ...message, body: message.body?.slice(comment.length + 2) };
}

describe('the address', () => {
	const cleaned = 'What tracks people was left out of the address.';

	it('is the canonical one of the page, at the place where the person was, without tracking', async () => {
		const tab = await world.browser.openTab(`${site.url}/m/story?utm_source=mail&fbclid=1#part`);
		const { body, formattedBody } = await share((sheet) => sheet.see({ text: cleaned, within: card }));
		expect(body).toBe(`A story\n${site.url}/story#part`);
		expect(formattedBody).toContain(`<a href="${site.url}/story#part">A story</a>`);
		await tab.close();
	});

	it('is never that of another site', async () => {
		const tab = await world.browser.openTab(`${site.url}/stolen?id=1&utm_source=mail`);
		expect((await share()).body).toBe(`Stolen\n${site.url}/stolen?id=1`);
		await tab.close();
	});

	it('is that of the view which an app shows, not that of the view which it began with', async () => {
		const tab = await world.browser.openTab(`${site.url}/app`);
		await tab.click({ role: 'button', name: 'Order 7' });
		const { body } = await share(async (sheet) => expect(await sheet.count(cleaned)).toBe(0));
		expect(body).toBe(`Order 7\n${site.url}/app/orders?id=7`);
		await tab.close();
	});

	it('stays as it is for those who want that', async () => {
		const settings = await world.browser.page('options.html');
		const choice = { role: 'checkbox', name: 'Leave tracking out of addresses' };
		// While it is being kept, it cannot be chosen again.
		const kept = (isOn: boolean) => async (): Promise<boolean> =>
			settings.evaluate((wanted) => {
				const box = document.querySelector<HTMLInputElement>('[aria-labelledby="addresses"] input');
				return box !== null && !box.disabled && box.checked === wanted;
			}, isOn);
		await settings.click(choice);
		await untilTrue('the choice to be kept', kept(false));
		const tab = await world.browser.openTab(`${site.url}/m/story?utm_source=mail#part`);
		const { body } = await share(async (sheet) => expect(await sheet.count(cleaned)).toBe(0));
		expect(body).toBe(`A story\n${site.url}/m/story?utm_source=mail#part`);
		await tab.close();
		await settings.click(choice);
		await untilTrue('the choice to be kept', kept(true));
		await settings.close();
	});
});
