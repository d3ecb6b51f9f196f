import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserName } from './browser-name.ts';
import {
	article,
	axe,
	type Browser,
	filesHolding,
	launch,
	type Site,
	type Surface,
	serveSite,
	until,
	untilTrue,
} from './index.ts';

const fixture = fileURLToPath(new URL('fixture', import.meta.url));
const chrome = undefined as unknown as {
	storage: { local: { get(key: string): Promise<{ notes?: unknown[] }> } };
	runtime: { sendMessage(message: unknown): Promise<unknown> };
};

let browser: Browser;
let site: Site;
let scratch: string;

beforeAll(async () => {
	site = await serveSite();
	scratch = await mkdtemp(join(tmpdir(), 'messa-driver-test-'));
	browser = await launch(browserName, { extensionDir: fixture, colorScheme: 'dark' });
}, 60_000);

afterAll(async () => {
	await browser?.close();
	await site?.close();
	await rm(scratch, { recursive: true, force: true });
});

/** What the fixture's background noted, asked for without waking it. */
async function notes(): Promise<unknown[]> {
	return browser.inBackground(async () => (await chrome.storage.local.get('notes')).notes ?? []);
}

async function untilNoted(wanted: unknown): Promise<void> {
	await until(
		async () => `a note ${JSON.stringify(wanted)} among ${JSON.stringify(await notes())}`,
		async () => {
			const found = (await notes()).some((one) => {
				try {
					expect(one).toEqual(wanted);
					return true;
				} catch {
					return false;
				}
			});
			return found || undefined;
		},
	);
}

async function greet(surface: Surface): Promise<void> {
	await surface.fill({ role: 'textbox', name: 'Name' }, 'Ada');
	await surface.click({ role: 'button', name: 'Greet' });
	await surface.see('Hello, Ada');
	await surface.click({ role: 'textbox', name: 'Name' });
	await surface.type('Émile & co');
	expect(await surface.text({ role: 'textbox', name: 'Name' })).toBe('Émile & co');
	await surface.press('Control+k');
	await surface.see('Shortcut');
	await surface.press('Enter');
	await surface.see('Hello, Émile & co');
	await surface.click('Later');
	await surface.click({ role: 'button', name: 'Now' });
	await surface.see('Gesture: true');
	await surface.fill({ role: 'combobox', name: 'Colour' }, 'Blue');
	expect(await surface.text({ role: 'combobox', name: 'Colour' })).toBe('b');
	await surface.dontSee('Invisible');
}

describe('windows', () => {
	it('finds the tab that opened by itself at install', async () => {
		const welcome = await browser.waitForTab('welcome.html');
		await welcome.see({ role: 'heading', name: 'Fixture welcome' });
		await welcome.see('Scheme: dark');
		await greet(welcome);
		await welcome.close();
		await untilNoted('install');
	});

	it('opens the popup from the toolbar', async () => {
		const tab = await browser.openTab(site.articleUrl);
		const popup = await browser.popup();
		await popup.see({ role: 'heading', name: 'Fixture popup' });
		await popup.see('Scheme: dark');
		await greet(popup);
		await expect(popup.resize(300, 300)).rejects.toThrow(/size of its content/);
		await popup.screenshot(join(scratch, 'popup.png'));
		await popup.close();
		expect(await popup.isClosed()).toBe(true);
		const again = await browser.popup();
		await again.see('Fixture popup');
		await again.close();
		await tab.close();
	});

	it('opens the side panel', async () => {
		const panel = await browser.panel();
		await panel.see({ role: 'heading', name: 'Fixture sidepanel' });
		await panel.see('Scheme: dark');
		await greet(panel);
		await panel.resize(400, 600);
		expect(await panel.evaluate(() => [innerWidth, innerHeight])).toEqual([400, 600]);
		await panel.screenshot(join(scratch, 'panel.png'));
		await panel.close();
	});

	it('shows a page in a tab at a size', async () => {
		const page = await browser.page('popup.html', { width: 320, height: 480 });
		await greet(page);
		expect(await page.evaluate(() => [innerWidth, innerHeight])).toEqual([320, 480]);
		await page.screenshot(join(scratch, 'page.png'));
		const png = await readFile(join(scratch, 'page.png'));
		expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([320, 480]);
		await page.close();
	});
});

describe('finding', () => {
	let page: Surface;

	beforeAll(async () => {
		page = await browser.page('popup.html');
	});

	it('knows roles and names as axe-core does', async () => {
		const source = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.js')), 'utf8');
		const { inPage } = await import('./injected.ts');
		const compare = `() => {
			const module = { exports: {} };
			(function (module) { ${source} }).call(window, module);
			const axe = module.exports.commons ? module.exports : window.axe;
			axe.setup(document.documentElement);
			const { aria, text } = axe.commons;
			const named = document.querySelectorAll('a, button, input, select, nav, ul, h1, h2, img, li');
			const all = [...named].filter((one) => one.checkVisibility()).map((one) => [
				[roleOf(one), nameOf(one)],
				[aria.getRole(one) ?? '', text.accessibleText(one)],
			]);
			axe.teardown();
			return all;
		}`;
		const pairs = (await page.host.evaluate(inPage(compare))) as [string[], string[]][];
		expect(pairs.length).toBeGreaterThan(15);
		// axe-core takes a file field for a text field; people, and newer drafts of HTML-AAM, for a button.
		for (const [ours, theirs] of pairs) if (ours[1] !== 'File') expect(ours).toEqual(theirs);
	});

	it('narrows by what is around, and refuses to guess', async () => {
		expect(await page.texts({ role: 'link', within: { role: 'list', name: 'Places' } })).toHaveLength(6);
		expect(await page.text({ role: 'link', name: /^Two/ })).toBe('Two of many');
		expect(await page.count({ role: 'listitem', containing: 'of many' })).toBe(1);
		await expect(page.click({ role: 'link' }, { timeoutMs: 100 })).rejects.toThrow(/there are 6: link "One"/);
		await page.click({ role: 'link', nth: -1 });
		expect(await page.evaluate(() => location.hash)).toBe('#six');
		await page.scrollToTop('One');
		expect(await page.evaluate(() => document.querySelector('ul')?.scrollTop)).toBe(0);
	});

	it('says what is on the screen when it fails', async () => {
		await expect(page.see('Nobody', { timeoutMs: 50 })).rejects.toThrow(
			/heading "Fixture popup"[\s\S]*button "Greet"/,
		);
	});

	it('presses once more what moved away as the mouse came', async () => {
		await page.evaluate(() => {
			const button = document.createElement('button');
			button.textContent = 'Runaway';
			button.addEventListener('click', () => {
				button.textContent = 'Caught';
			});
			document.body.prepend(button);
			const shift = (): void => {
				const above = document.createElement('div');
				above.style.height = '80px';
				document.body.prepend(above);
			};
			document.addEventListener('mousemove', shift, { once: true });
		});
		await page.click({ role: 'button', name: 'Runaway' });
		await page.see({ role: 'button', name: 'Caught' });
	});

	it('gives files', async () => {
		await writeFile(join(scratch, 'note.txt'), 'twelve bytes');
		await page.give({ role: 'button', name: 'File' }, [join(scratch, 'note.txt')]);
		await page.see('note.txt, 12 bytes');
	});

	it('audits', async () => {
		const rules = (await axe(page)).map(({ id }) => id);
		expect(rules).not.toContain('button-name');
		await page.evaluate(() => document.querySelector('#ask')?.removeAttribute('aria-label'));
		expect((await axe(page)).map(({ id }) => id)).toContain('button-name');
		await page.close();
	});
});

describe('the background', () => {
	it('is killed, stays dead and is woken by a message', async () => {
		const page = await browser.page('popup.html');
		expect(await browser.isBackgroundAlive()).toBe(true);
		await browser.killBackground();
		expect(await browser.isBackgroundAlive()).toBe(false);
		await page.click({ role: 'button', name: 'Ask the background' });
		await page.see('Background heard');
		expect(await browser.isBackgroundAlive()).toBe(true);
		await page.close();
	});

	it('shows notifications and a badge, and hears the click even when dead', async () => {
		// The fixture shows both when it starts, which may be only now.
		await until('the notification', async () => (await browser.notifications()).at(-1));
		expect((await browser.notifications()).at(-1)).toEqual({ title: 'Good morning', message: 'A message' });
		await untilTrue('the badge', async () => (await browser.badgeText()) === '7');
		await browser.killBackground();
		await browser.clickNotification('Good morning');
		await untilNoted('clicked greeting');
	});

	it('hears the context menu, and may read the page', async () => {
		const tab = await browser.openTab(site.articleUrl);
		const common = { url: site.articleUrl, title: article.title };
		expect(await browser.contextMenu({ tab })).toEqual(['Share this page']);
		await browser.killBackground();
		await browser.chooseFromContextMenu('Share this page', { tab });
		await untilNoted(expect.objectContaining({ menuItemId: 'page', ...common }));
		await browser.chooseFromContextMenu('Share this selection', { tab, selection: article.selectable });
		await untilNoted(
			expect.objectContaining({ menuItemId: 'selection', selectionText: article.selectable, ...common }),
		);
		await browser.chooseFromContextMenu('Share this link', { tab, link: article.link.text });
		await untilNoted(
			expect.objectContaining({ menuItemId: 'link', linkUrl: site.url + article.link.path, ...common }),
		);
		await browser.chooseFromContextMenu('Share this image', { tab, image: article.image.alt });
		await untilNoted(
			expect.objectContaining({ menuItemId: 'image', srcUrl: site.url + article.image.path, ...common }),
		);
		await tab.close();
	});
});

describe('the network', () => {
	it('records every body that leaves, cuts the background off, and lets nothing further than here', async () => {
		const server = createServer((asked, answer) =>
			asked.resume().on('end', () => answer.writeHead(204, { 'access-control-allow-origin': '*' }).end()),
		);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const post = `http://localhost:${(server.address() as AddressInfo).port}/send`;
		const page = await browser.page('welcome.html');
		const send = (body: string): Promise<unknown> =>
			page.evaluate((message) => chrome.runtime.sendMessage(message), { post, body });
		browser.network.record();
		expect(await send('first')).toBe(204);
		expect(browser.network.sent.find(({ url }) => url === post)?.body.toString()).toBe('first');
		browser.network.setOffline(true);
		expect(await send('second')).toMatch(/TypeError/);
		browser.network.setOffline(false);
		expect(await send('third')).toBe(204);
		server.close();
		await page.close();
	});
});

describe('a life', () => {
	it('keeps what was stored over a restart, a crash and an update', async () => {
		const secret = crypto.randomUUID();
		const page = await browser.page('welcome.html');
		await page.evaluate(async (value) => {
			const opening = indexedDB.open('kept', 1);
			opening.onupgradeneeded = () => opening.result.createObjectStore('values');
			await new Promise((resolve) => {
				opening.onsuccess = resolve;
			});
			const writing = opening.result.transaction('values', 'readwrite', { durability: 'strict' });
			writing.objectStore('values').put(value, 'secret');
			await new Promise((resolve) => {
				writing.oncomplete = resolve;
			});
			opening.result.close();
		}, secret);
		expect(await filesHolding(browser, secret)).not.toEqual([]);
		expect(await filesHolding(browser, crypto.randomUUID(), [browser.profileDir])).toEqual([]);

		await browser.restart();
		await untilNoted('startup');
		await expectKept(secret);

		await browser.crash();
		await expectKept(secret);

		const next = join(scratch, 'next');
		await cp(fixture, next, { recursive: true });
		const manifest = await readFile(join(next, 'manifest.json'), 'utf8');
		await writeFile(join(next, 'manifest.json'), manifest.replace('1.0.0', '1.1.0'));
		await browser.update(next);
		await untilNoted('update');
		await untilNoted('started 1.1.0');
		await expectKept(secret);
		expect((await notes()).filter((one) => one === 'install')).toHaveLength(1);
	}, 60_000);

	async function expectKept(secret: string): Promise<void> {
		const page = await browser.page('welcome.html');
		const kept = await page.evaluate(async () => {
			const opening = indexedDB.open('kept', 1);
			await new Promise((resolve) => {
				opening.onsuccess = resolve;
			});
			const reading = opening.result.transaction('values').objectStore('values').get('secret');
			return new Promise((resolve) => {
				reading.onsuccess = () => resolve(reading.result);
			});
		});
		expect(kept).toBe(secret);
		await page.close();
	}
});
