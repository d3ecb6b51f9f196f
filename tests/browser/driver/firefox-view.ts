import type { Browser as PuppeteerBrowser } from 'puppeteer-core';
import { setFirefoxScheme } from './firefox-scheme.ts';
import { inFirefox } from './firefox-scope.ts';
import { type ColorScheme, type Host, noResize, type Point } from './host.ts';
import { untilTrue } from './until.ts';

export type ViewType = 'popup' | 'sidebar' | 'background';

// A panel that is still closing would swallow the next opening.
const hidePopup = `
	const panel = viewOf(args.id, args.type)?.xulBrowser.closest('panel');
	if (!panel || panel.state === 'closed') return;
	const hidden = new Promise((resolve) => panel.addEventListener('popuphidden', resolve, { once: true }));
	panel.hidePopup();
	await hidden;`;

/** The popup, the sidebar or the background, which WebDriver does not reach: by a frame script in its process. */
export class FirefoxView implements Host {
	readonly #browser: PuppeteerBrowser;
	readonly #where: { id: string; type: ViewType };

	constructor(browser: PuppeteerBrowser, id: string, type: ViewType) {
		this.#browser = browser;
		this.#where = { id, type };
	}

	async evaluate(expression: string): Promise<unknown> {
		const script = `
			const sandbox = new Cu.Sandbox(content, { sandboxPrototype: content, wantXrays: false, sameZoneAs: content });
			const value = await Cu.evalInSandbox(${JSON.stringify(`(async () => JSON.stringify(await ${expression}))()`)}, sandbox);
			return value;`;
		const json = await this.#frame<string | undefined>(script);
		return json === undefined || json === null ? undefined : JSON.parse(json);
	}

	async click(at: Point, button: 'left' | 'right', count: number): Promise<void> {
		const data = { button: button === 'left' ? 0 : 2 };
		await this.#mouse(at, [['mousemove', { ...data, clickCount: 0 }]]);
		for (let clickCount = 1; clickCount <= count; clickCount++) {
			// In one go: what is pressed may not go away before it is let go.
			await this.#mouse(at, [
				['mousedown', { ...data, clickCount }],
				['mouseup', { ...data, clickCount }],
			]);
		}
	}

	async hover(at: Point): Promise<void> {
		await this.#mouse(at, [['mousemove', { button: 0, clickCount: 0 }]]);
	}

	async drag(from: Point, to: Point): Promise<void> {
		await this.#mouse(from, [['mousedown', { button: 0, clickCount: 1 }]]);
		await this.#mouse(to, [
			['mousemove', { button: 0, clickCount: 0 }],
			['mouseup', { button: 0, clickCount: 1 }],
		]);
	}

	async press(keys: string): Promise<void> {
		const [key, ...modifiers] = keys.split(/(?<=.)\+/).reverse() as [string, ...string[]];
		const events = [...modifiers.reverse().map((one) => ['keydown', one]), ['keydown', key], ['keyup', key]];
		for (const modifier of modifiers.reverse()) events.push(['keyup', modifier]);
		await this.#keys(events);
	}

	async type(text: string): Promise<void> {
		const keys = [...text].map((letter) => (letter === '\n' ? 'Enter' : letter));
		await this.#keys(
			keys.flatMap((key) => [
				['keydown', key],
				['keyup', key],
			]),
		);
	}

	async picture(): Promise<Uint8Array> {
		const data = await inFirefox<string>(
			this.#browser,
			'return png(viewOf(args.id, args.type).xulBrowser.browsingContext);',
			this.#where,
		);
		return Buffer.from(data, 'base64');
	}

	async resize(width: number, height: number): Promise<void> {
		if (this.#where.type !== 'sidebar') throw new Error(noResize);
		const body = `
			SidebarController._box.style.width = args.width + 'px';
			window.resizeTo(window.outerWidth, window.outerHeight + args.height - SidebarController.browser.clientHeight);`;
		await inFirefox(this.#browser, body, { width, height });
	}

	async setColorScheme(scheme: ColorScheme): Promise<void> {
		await setFirefoxScheme(this.#browser, scheme);
	}

	async show(): Promise<void> {}

	async close(): Promise<void> {
		const body = this.#where.type === 'popup' ? hidePopup : 'SidebarController.hide();';
		await inFirefox(this.#browser, body, this.#where);
		await untilTrue(`the ${this.#where.type} to close`, () => this.isClosed());
	}

	async isClosed(): Promise<boolean> {
		return inFirefox(this.#browser, 'return !viewOf(args.id, args.type);', this.#where);
	}

	async #mouse(at: Point, events: [string, { button: number; clickCount: number }][]): Promise<void> {
		const calls = events.map(
			([type, data]) =>
				`content.synthesizeMouseEvent(${JSON.stringify(type)}, ${at.x}, ${at.y}, ${JSON.stringify(data)});`,
		);
		await this.#frame(calls.join('\n'));
	}

	/** Presses and releases keys, each told as `[what happens, the key's name]`. */
	async #keys(events: string[][]): Promise<void> {
		await this.#frame(`
			const processor = Cc['@mozilla.org/text-input-processor;1'].createInstance(Ci.nsITextInputProcessor);
			if (!processor.beginInputTransactionForTests(content)) throw new Error('The keyboard is taken');
			const codes = { Enter: 13, Escape: 27, Tab: 9, Backspace: 8, Delete: 46, ArrowUp: 38, ArrowDown: 40, ArrowLeft: 37, ArrowRight: 39, Home: 36, End: 35, PageUp: 33, PageDown: 34 };
			for (const [type, key] of ${JSON.stringify(events)}) {
				const keyCode = codes[key] ?? (/^[a-z0-9 ]$/i.test(key) ? key.toUpperCase().charCodeAt(0) : 0);
				const event = new content.KeyboardEvent('', { key, keyCode });
				const flags = key.length > 1 ? processor.KEY_NON_PRINTABLE_KEY : 0;
				if (type === 'keydown') processor.keydown(event, flags);
				else processor.keyup(event, flags);
			}`);
	}

	async #frame<T>(script: string): Promise<T> {
		const body = `
			const view = viewOf(args.id, args.type);
			if (!view) throw new Error('There is no ' + args.type);
			return inFrame(view.xulBrowser, args.script);`;
		return inFirefox<T>(this.#browser, body, { ...this.#where, script });
	}
}
