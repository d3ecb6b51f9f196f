import type { Browser as PuppeteerBrowser } from 'puppeteer-core';

/** WebDriver BiDi's answer to a script, as far as it is used here. */
interface Evaluated {
	type: 'success' | 'exception';
	result?: { value?: string };
	exceptionDetails?: { text: string };
}

interface Tree {
	contexts: { context: string; url: string }[];
}

/** The connection under puppeteer's Firefox, for commands that puppeteer does not have. */
interface Bidi {
	connection: { send(method: string, params: object): Promise<{ result: unknown }> };
}

export async function bidi<T>(browser: PuppeteerBrowser, method: string, params: object): Promise<T> {
	return (await (browser as unknown as Bidi).connection.send(method, params)).result as T;
}

/** What the functions that run in Firefox's own scope may use. */
export const scopeHelpers = `
	const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
	const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');
	const { FileUtils } = ChromeUtils.importESModule('resource://gre/modules/FileUtils.sys.mjs');
	const extensionOf = (id) => WebExtensionPolicy.getByID(id)?.extension;
	const viewOf = (id, type) => [...(extensionOf(id)?.views ?? [])].findLast((view) => view.viewType === type && view.xulBrowser);
	const png = async (context) => {
		const bitmap = await context.currentWindowGlobal.drawSnapshot(null, 1, 'white');
		const canvas = document.createElementNS('http://www.w3.org/1999/xhtml', 'canvas');
		canvas.width = bitmap.width;
		canvas.height = bitmap.height;
		canvas.getContext('2d').drawImage(bitmap, 0, 0);
		return canvas.toDataURL('image/png').split(',')[1];
	};
	const inFrame = (browser, script) => new Promise((resolve, reject) => {
		const id = String(Math.random());
		const manager = browser.messageManager;
		// A view that is still loading may change its process: whatever was asked of the old one is never answered.
		const end = performance.now() + 5_000;
		const watch = setInterval(() => {
			if (browser.isConnected && browser.messageManager === manager && performance.now() < end) return;
			clearInterval(watch);
			reject(new Error('The view did not answer'));
		}, 100);
		const done = ({ data }) => {
			if (data.id !== id) return;
			clearInterval(watch);
			manager.removeMessageListener('messa-driver:done', done);
			if ('error' in data) reject(new Error(data.error));
			else resolve(data.value);
		};
		manager.addMessageListener('messa-driver:done', done);
		const source = '(async () => { const id = ' + JSON.stringify(id) + '; try {' +
			'const value = await (async () => {' + script + '})();' +
			'sendAsyncMessage("messa-driver:done", { id, value });' +
			'} catch (error) { sendAsyncMessage("messa-driver:done", { id, error: String(error) }); } })()';
		manager.loadFrameScript('data:application/javascript;charset=utf-8,' + encodeURIComponent(source), false);
	});
`;

/**
 * Runs the body of an async function in the scope of Firefox's browser window, where extensions' popups,
 * sidebars and backgrounds can be reached, which WebDriver does not show. `args` is in scope.
 */
export async function inFirefox<T>(browser: PuppeteerBrowser, body: string, args: object = {}): Promise<T> {
	const { contexts } = await bidi<Tree>(browser, 'browsingContext.getTree', { 'moz:scope': 'chrome' });
	const window = contexts.find(({ url }) => url === 'chrome://browser/content/browser.xhtml');
	if (!window) throw new Error('Firefox has no window');
	const expression = `(async (args) => {${scopeHelpers}\nconst run = async () => {${body}};\nreturn JSON.stringify(await run());})(${JSON.stringify(args)})`;
	const answer = await bidi<Evaluated>(browser, 'script.evaluate', {
		expression,
		target: { context: window.context },
		awaitPromise: true,
	});
	if (answer.type === 'exception') {
		throw new Error(answer.exceptionDetails?.text.replaceAll(/data:application[^\s"]*/g, '(frame script)'));
	}
	return (answer.result?.value === undefined ? undefined : JSON.parse(answer.result.value)) as T;
}
