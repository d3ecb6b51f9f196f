import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PeerMessage } from '../homeserver/peer.ts';
import { OwnFiles } from './attach-files.ts';
import { browserName } from './driver/browser-name.ts';
import { axe, type Surface, untilTrue, violationsInWords } from './driver/index.ts';
import { type OpenedPicture, openPreview } from './opened-preview.ts';
import { OtherDevice } from './other-device.ts';
import { writePng } from './png.ts';
import { type ShareSite, serveShareSite } from './share-site.ts';
import { chatWithBob, signIn } from './steps.ts';
import { barePage, countRows } from './stored.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let site: ShareSite;
let files: OwnFiles;
let roomId: string;
let bare: Surface;

const card = { role: 'region', name: 'What will be sent' };
const picture = { role: 'img', name: 'A bee', within: card };
const previewsKey = 'com.beeper.linkpreviews';

beforeAll(async () => {
	[world, site, files] = await Promise.all([openWorld(browserName), serveShareSite(), OwnFiles.make()]);
	await signIn(world);
	const chat = await chatWithBob(world);
	({ roomId } = chat);
	await chat.popup.click({ role: 'button', name: 'Back' });
	await chat.popup.close();
	bare = await barePage(world.browser);
});

afterAll(async () => {
	await world?.stop();
	await site?.close();
	await files?.[Symbol.asyncDispose]();
});

let shares = 0;

/** Shares what the tab in front shows, and gives what Bob reads. `look` sees the sheet before it is sent. */
async function share(look?: (sheet: Surface) => Promise<void>, to = 'Bob'): Promise<PeerMessage> {
	shares += 1;
	const comment = `Share ${shares}`;
	const popup = await world.browser.popup();
	await popup.click({ role: 'button', name: /^Share page/ });
	await popup.fill({ role: 'textbox', name: 'Comment' }, comment);
	await popup.see(card);
	await look?.(popup);
	await popup.click({ role: 'button', name: 'Send', within: { role: 'dialog' } });
	if (to !== 'Bob') await popup.click({ role: 'button', name: 'Send unencrypted' });
	await popup.see(`Shared to ${to}`);
	await popup.close();
	const message = await world.bob.waitForMessage((one) => one.body?.startsWith(`${comment}\n\n`) === true);
	expect(message).toMatchObject({ wasEncrypted: to === 'Bob', deliveries: 1 });
	return message;
}

function previewsOf({ content }: PeerMessage): Record<string, unknown>[] {
	return content[previewsKey] as Record<string, unknown>[];
}

async function pictureOf({ eventId }: PeerMessage): Promise<OpenedPicture> {
	return openPreview({ world, files, bare }, eventId);
}

describe('a page that is shared', () => {
	it('brings its own words and picture along, which another client opens', async () => {
		const tab = await world.browser.openTab(`${site.url}/bees`);
		const message = await share(async (sheet) => {
			for (const text of ['All about bees', 'They fly & sting.', /The Meadow/]) {
				await sheet.see({ text, within: card });
			}
			await sheet.see(picture);
			expect(violationsInWords(await axe(sheet))).toEqual([]);
			expect(await sheet.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
		});
		const url = `${site.url}/bees`;
		const [preview, ...others] = previewsOf(message);
		expect(others).toEqual([]);
		expect(message.body).toMatch(new RegExp(`\n${url}$`));
		const { bytes, width, height, colours } = await pictureOf(message);
		expect(preview).toEqual({
			matched_url: url,
			'og:url': url,
			'og:title': 'All about bees',
			'og:site_name': 'The Meadow',
			'og:description': 'They fly & sting.',
			'og:image:type': 'image/jpeg',
			'og:image:width': width,
			'og:image:height': height,
			'og:image:alt': 'A bee',
			'matrix:image:size': bytes.length,
			'beeper:image:encryption': expect.objectContaining({ v: 'v2', url: expect.stringMatching(/^mxc:/) }),
		});
		expect({ width, height, colours }).toEqual({ width: 800, height: 400, colours: ['red', 'blue'] });
		expect(site.asked.filter((path) => path.includes('.png'))).toEqual(['/bee.png?size=small']);
		await tab.close();
	});

	it('has its picture cut out of the screen where another site has it, which is not asked again', async () => {
		const tab = await world.browser.openTab(`${site.url}/bees-elsewhere`);
		const before = site.asked.length;
		const message = await share((sheet) => sheet.see(picture));
		expect((await pictureOf(message)).colours).toEqual(['red', 'blue']);
		expect(site.asked.slice(before)).toEqual([]);
		await tab.close();
	});

	it('asks nobody for a picture that it does not show, and is cut to length', async () => {
		const tab = await world.browser.openTab(`${site.url}/spies`);
		const message = await share((sheet) => sheet.see({ text: /^"><script>alert/, within: card }));
		expect(previewsOf(message)).toEqual([
			{
				matched_url: `${site.url}/spies`,
				'og:url': `${site.url}/spies`,
				'og:title': expect.stringMatching(/^(Endless )+.*…$/),
				'og:description': '"><script>alert(1)</script> gnp.exe',
			},
		]);
		expect(String(previewsOf(message)[0]?.['og:title'])).toHaveLength(300);
		expect(site.asked).not.toContain('/spy.png');
		await tab.close();
	});

	it('says nothing of an earlier view of an app', async () => {
		const tab = await world.browser.openTab(`${site.url}/bees-app`);
		await tab.click({ role: 'button', name: 'Go on' });
		const url = `${site.url}/bees-app/2`;
		expect(previewsOf(await share())).toEqual([
			{ matched_url: url, 'og:url': url, 'og:title': 'The second view' },
		]);
		await tab.close();
	});

	it('goes without preview where the person wants that, for this once', async () => {
		const tab = await world.browser.openTab(`${site.url}/bees`);
		const message = await share(async (sheet) => {
			await sheet.see(picture);
			await sheet.click({ role: 'button', name: 'Without preview' });
			await sheet.dontSee({ text: 'They fly & sting.', within: card });
			await sheet.see({ role: 'button', name: 'With preview' });
		});
		expect(previewsOf(message)).toEqual([]);
		expect(JSON.stringify(message.content)).not.toContain('sting');
		await tab.close();
	});

	it('does so without a window, too', async () => {
		const tab = await world.browser.openTab(`${site.url}/bees`);
		const known = world.bob.messages(roomId).length;
		await world.browser.chooseFromContextMenu('Bob', { tab });
		await untilTrue('the share to come', async () => world.bob.messages(roomId).length > known);
		const message = world.bob.messages(roomId)[known] as PeerMessage;
		expect(previewsOf(message)).toMatchObject([
			{ matched_url: `${site.url}/bees`, 'og:description': 'They fly & sting.' },
		]);
		expect((await pictureOf(message)).colours).toEqual(['red', 'blue']);
		await tab.close();
	});

	it('waits in its draft with the picture while the chat is chosen', async () => {
		const tab = await world.browser.openTab(`${site.url}/bees`);
		await world.browser.chooseFromContextMenu('Choose…', { tab });
		const sheet = await world.browser.waitForTab('popup.html?share=');
		await tab.close();
		await sheet.see(picture);
		await sheet.fill({ role: 'textbox', name: 'Comment' }, 'From the draft');
		await sheet.press('Enter');
		await sheet.see('Shared to Bob');
		await sheet.click({ role: 'button', name: 'Close', nth: -1 });
		const message = await world.bob.waitForMessage(({ body }) => body?.startsWith('From the draft') === true);
		expect((await pictureOf(message)).colours).toEqual(['red', 'blue']);
	});

	it('arrives without its picture where the homeserver takes none', async () => {
		const tab = await world.browser.openTab(`${site.url}/bees`);
		world.browser.network.setMeddler(async ({ method, url }, pass) => {
			if (method !== 'POST' || !url.includes('/media/v3/upload')) return pass();
			const headers = { 'content-type': 'application/json', 'access-control-allow-origin': '*' };
			return { status: 403, headers, body: Buffer.from('{"errcode":"M_FORBIDDEN","error":"Full"}') };
		});
		const message = await share((sheet) => sheet.see(picture));
		world.browser.network.setMeddler(undefined);
		expect(Object.keys(previewsOf(message)[0] ?? {}).sort()).toEqual([
			'matched_url',
			'og:description',
			'og:site_name',
			'og:title',
			'og:url',
		]);
		await untilTrue('nothing to be left', async () => (await countRows(bare, 'uploadBytes')) === 0);
		await tab.close();
	});

	it('has its picture in clear in a room without encryption', async () => {
		const other = await OtherDevice.signIn(world);
		await other.makeRoom({ name: 'Town square', isEncrypted: false });
		const tab = await world.browser.openTab(`${site.url}/bees`);
		const message = await share(async (sheet) => {
			await sheet.see(picture);
			await sheet.fill({ role: 'combobox', name: 'Send to' }, 'town');
			await sheet.see({ role: 'option', name: /^Town square/ });
		}, 'Town square');
		expect(previewsOf(message)[0]).toMatchObject({ 'og:image': expect.stringMatching(/^mxc:/) });
		expect(JSON.stringify(message.content)).not.toContain('A256CTR');
		expect((await pictureOf(message)).colours).toEqual(['red', 'blue']);
		await tab.close();
	});
});

describe('a preview that comes', () => {
	let panel: Surface;
	/** Bob's picture, as it stands in a message. */
	let file: object;

	beforeAll(async () => {
		const path = await files.write(
			'flower.png',
			writePng(60, 60, () => [200, 120, 40]),
		);
		const { content } = await world.bob.waitForMessage({ eventId: await world.bob.sendFile(roomId, path) });
		file = content.file as object;
		panel = await world.browser.openTab(`sidepanel.html?room=${encodeURIComponent(roomId)}`, {
			width: 320,
			height: 600,
		});
		await panel.see({ role: 'textbox', name: 'Message Bob' });
	});

	async function bobSends(body: string, previews: unknown): Promise<string> {
		return world.bob.send(roomId, 'm.room.message', { msgtype: 'm.text', body, [previewsKey]: previews });
	}

	const url = 'https://example.org/flowers?a=1';
	const flowers = {
		matched_url: url,
		'og:title': 'Flowers \u202Eof the field',
		'og:description': 'All of them',
		'og:site_name': 'example bank',
		'og:image:type': 'image/png',
		'og:image:alt': 'A poppy',
		'matrix:image:size': 400,
	};

	it('is shown with its picture, which is decrypted, and leads where the message does', async () => {
		const eventId = await bobSends(`See ${url}, and`, [{ ...flowers, 'beeper:image:encryption': file }]);
		await panel.see({ role: 'link', name: /example\.org · example bank ?Flowers of the field ?All of them/ });
		const poppy = { role: 'img', name: 'A poppy' };
		await panel.see(poppy);
		await untilTrue('the picture to be drawn', () =>
			panel.evaluate(() =>
				[...document.images].some((one) => one.alt === 'A poppy' && one.naturalWidth === 60),
			),
		);
		expect(
			await panel.evaluate(
				() =>
					[...document.querySelectorAll<HTMLAnchorElement>('a')].findLast(({ innerText }) =>
						innerText.includes('Flowers'),
					)?.href,
			),
		).toBe(url);
		expect(violationsInWords(await axe(panel))).toEqual([]);
		expect(await panel.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
		await world.bob.redact(roomId, eventId);
		await panel.dontSee(poppy);
	});

	it('is shown only of links in the message, three at most, and without what is none of Matrix', async () => {
		const urls = [1, 2, 3, 4].map((at) => `https://example.org/number-${at}`);
		await bobSends(`Many ${urls.join(' ')}`, [
			{ 'og:title': 'No address' },
			{ matched_url: 'https://elsewhere.example/', 'og:title': 'Not in the message' },
			{ matched_url: 'javascript:alert(1)', 'og:title': 'Runs' },
			7,
			...urls.map((one, at) => ({
				matched_url: one,
				'og:title': `Number ${at + 1}`,
				'og:image': `${site.url}/spy.png`,
				'matrix:image:size': 1,
			})),
		]);
		await panel.see({ role: 'link', name: /Number 3/ });
		for (const name of [/No address/, /Not in the message/, /Runs/, /Number 4/]) {
			expect(await panel.count({ role: 'link', name })).toBe(0);
		}
		expect(site.asked).not.toContain('/spy.png');
	});
});
