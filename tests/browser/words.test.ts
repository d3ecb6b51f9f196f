import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { temporaryDirectory } from '../homeserver/temporary-directory.ts';
import { browserName } from './driver/browser-name.ts';
import { type Browser, launch, untilTrue } from './driver/index.ts';

// Firefox keeps an extension's words elsewhere, and was never seen without them.
const isChromium = browserName === 'chromium';

let browser: Browser;

beforeAll(async () => {
	if (!isChromium) return;
	browser = await launch(browserName, { extensionDir: await forgetfulExtension() });
	await browser.waitForTab('welcome.html');
});

afterAll(async () => {
	await browser?.close();
});

/** A copy of the build whose popup once finds no words, as after a page that was closed while it asked for some. */
async function forgetfulExtension(): Promise<string> {
	const dir = await temporaryDirectory();
	await cp(fileURLToPath(new URL('../../.output/chrome-mv3', import.meta.url)), dir, { recursive: true });
	const page = join(dir, 'popup.html');
	const html = await readFile(page, 'utf8');
	await writeFile(page, html.replace('<head>', '<head><script src="/forget.js"></script>'));
	await writeFile(
		join(dir, 'forget.js'),
		"if (!localStorage.forgotten) { localStorage.forgotten = 'once'; chrome.i18n.getMessage = () => ''; }",
	);
	return dir;
}

it.runIf(isChromium)('starts anew when the browser has no words for it', async () => {
	const popup = await browser.page('popup.html');
	await untilTrue('the window to close', () => popup.isClosed());
	await untilTrue('the background to be back', () => browser.isBackgroundAlive());
	const again = await browser.page('popup.html');
	await again.see({ role: 'button', name: 'Sign in' });
	expect(await again.evaluate(() => document.documentElement.lang)).toBe('en');
});
