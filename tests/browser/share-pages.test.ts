import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PeerMessage } from '../homeserver/peer.ts';
import { OwnFiles } from './attach-files.ts';
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

describe('a selection', () => {
	/** Opens a page with the element `#chosen` selected, in the page itself or in its frame. */
	async function openSelected(path: string): Promise<Surface> {
		const tab = await world.browser.openTab(site.url + path);
		await tab.evaluate(async () => {
			const frame = document.querySelector('iframe');
			if (frame && frame.contentDocument?.readyState !== 'complete') {
				await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
			}
			const view = frame?.contentWindow ?? window;
			const chosen = view.document.getElementById('chosen');
			if (chosen) view.getSelection()?.selectAllChildren(chosen);
		});
		return tab;
	}

	it('keeps its links and emphasis, nothing that runs or loads, and leads back to its place', async () => {
		const tab = await openSelected('/rich');
		const { body, formattedBody } = await share((sheet) =>
			sheet.see({ role: 'link', name: 'all about it', within: card }),
		);
		const address = body?.split('\n')[1] ?? '';
		expect(body).toBe(
			[
				`Rich\n${address}`,
				'> What to do\n>\n> Read all about it, then act: 1 < 2.\n> Not tomorrow.',
				'> let a;\n>   a = 1;',
				'> 3. one\n> 4. two <b>',
				'> Run Elsewhere A bee',
			]
				.join('\n\n')
				.replaceAll('\n\n>', '\n>\n>')
				.replace('\n>\n>', '\n\n>'),
		);
		expect(formattedBody).toContain(
			[
				'<blockquote><h2>What to <em>do</em></h2>',
				`<p>Read <a href="${site.url}/more?id=1"><strong>all</strong> about it</a>, then `,
				'<strong>act</strong>: 1 &lt; 2.<br>Not <del>tomorrow</del>.</p>',
				'<pre><code>let a;\n  a = 1;</code></pre>',
				'<ol start="3"><li>one</li><li>two <code>&lt;b&gt;</code></li></ol>',
				`<p>Run <a href="${site.otherUrl}/x?%22%3E">Elsewhere</a> A bee</p></blockquote>`,
			].join(''),
		);
		await tab.close();
		expect(address).toMatch(/\/rich#:~:text=What%20to%20do,Run%20Elsewhere$/);
		const again = await world.browser.openTab(address);
		await untilTrue('the browser to go to the place', () => again.evaluate(() => scrollY > 1000));
		await again.close();
	});

	it('is found in a frame', async () => {
		const tab = await openSelected('/frames');
		const { body, formattedBody } = await share();
		expect(body).toBe(`Framed\n${site.url}/frames\n\n> Words in a frame`);
		expect(formattedBody).toContain('<blockquote>Words <strong>in</strong> a frame</blockquote>');
		await tab.close();
	});

	it('keeps its direction', async () => {
		const tab = await openSelected('/rtl');
		const { body, formattedBody } = await share();
		expect(body).toMatch(/^خبر اليوم\nhttp.*\n\n> النحل يرقص في الشمس.\n>\n> ثم يعود.$/);
		expect(formattedBody).toContain(
			'<blockquote><p>النحل <strong>يرقص</strong> في الشمس.</p><p>ثم يعود.</p></blockquote>',
		);
		await tab.close();
	});

	it('is cut where it is ten megabytes, and so is a title of one', async () => {
		const tab = await openSelected('/endless');
		const { body, formattedBody } = await share();
		const [title, , , quote] = (body ?? '').split('\n');
		expect(title).toBe(`${'Endless '.repeat(130_000).slice(0, 299)}…`);
		expect(quote).toMatch(/^> (word & word ){10}(more words ){300}[a-z ]*…$/);
		expect(formattedBody).toMatch(
			/<blockquote>(word &amp; <strong>word<\/strong> ){10}(more words ){300}[a-z ]*…<\/blockquote>$/,
		);
		await tab.close();
	});

	it('may be of a field, where it has no looks, but never of a password', async () => {
		const tab = await world.browser.openTab(`${site.url}/field`);
		const select = (kind: string): Promise<void> =>
			tab.evaluate((selector) => {
				const field = document.querySelector<HTMLInputElement | HTMLTextAreaElement>(selector);
				field?.focus();
				field?.select();
			}, kind);
		await select('textarea');
		expect((await share()).body).toBe(`Field\n${site.url}/field\n\n> Typed here`);
		await select('input');
		expect((await share()).body).toBe(`Field\n${site.url}/field`);
		await tab.close();
	});
});

describe('a page that cannot be read', () => {
	/** Waits until the card of what the tab in front shows says it. */
	async function cardSays(words: RegExp): Promise<void> {
		const popup = await world.browser.popup();
		await popup.click({ role: 'button', name: /^Share page/ });
		await popup.see({ text: words, within: card });
		await popup.close();
	}

	/** One whose address the browser tells, and where it refuses scripts. */
	async function openRefused(): Promise<Surface> {
		if (browserName === 'firefox') return world.browser.openTab(`view-source:${site.url}/m/story`);
		const tab = await world.browser.openTab(`${site.url}/m/story`);
		await tab.evaluate(() => {
			location.href = 'http://nowhere.localhost/story';
		});
		await untilTrue('the browser to say that nothing came', () =>
			tab.evaluate(() => document.readyState === 'complete' && document.getElementById('part') === null),
		);
		return tab;
	}

	it('says why no more of it is sent', async () => {
		const tab = await openRefused();
		await cardSays(/only its address and title are sent/);
		await tab.close();
	});

	it('as a PDF says that it has no text', async () => {
		const tab = await world.browser.openTab(`${site.url}/paper.pdf`);
		await cardSays(/text of a PDF cannot be read/);
		await tab.close();
	});

	it('as a file of this computer says what to do', async () => {
		await using files = await OwnFiles.make();
		const page = await files.write('page.html', Buffer.from('<title>Mine</title>'));
		const tab = await world.browser.openTab(`file://${page}`);
		const popup = await world.browser.popup();
		await popup.click({ role: 'button', name: /^Share page/ });
		await popup.see({ role: 'alert', containing: /is a file on your computer/ });
		await popup.close();
		await tab.close();
	});
});

describe('a right click', () => {
	it('offers the chats on a video, on a sound, and on a tab where the browser has that', async () => {
		const tab = await world.browser.openTab(`${site.url}/media`);
		const wanted = ['Bob', 'Note to self', 'Choose…'];
		expect(await world.browser.contextMenu({ tab, media: 'A film' })).toEqual(wanted);
		expect(await world.browser.contextMenu({ tab, media: 'A song' })).toEqual(wanted);
		const onTab = await world.browser.contextMenu({ tab, isOnTab: true });
		if (browserName === 'firefox' || onTab.length > 0) {
			expect(onTab).toEqual(wanted);
			await world.browser.chooseFromContextMenu('Bob', { tab, isOnTab: true });
			await world.bob.waitForMessage({ roomId, body: `Media\n${site.url}/media`, isDecrypted: true });
		}
		await tab.close();
	});
});
