import type { KeyInput, Page } from 'puppeteer-core';
import { type ColorScheme, type Host, noResize, type Point } from './host.ts';

interface Kind {
	canResize: boolean;
	/** Brings it before the others. */
	show(): Promise<void>;
	setColorScheme(scheme: ColorScheme): Promise<void>;
}

/** A page that the browser's own automation protocol reaches: any tab, and Chromium's popup and side panel. */
export class TabHost implements Host {
	readonly page: Page;
	readonly #kind: Kind;

	constructor(page: Page, kind: Kind) {
		this.page = page;
		this.#kind = kind;
	}

	async evaluate(expression: string): Promise<unknown> {
		return this.page.evaluate(expression);
	}

	async click(at: Point, button: 'left' | 'right', count: number): Promise<void> {
		await this.page.mouse.click(at.x, at.y, { button, count });
	}

	async hover(at: Point): Promise<void> {
		await this.page.mouse.move(at.x, at.y);
	}

	async drag(from: Point, to: Point): Promise<void> {
		await this.page.mouse.move(from.x, from.y);
		await this.page.mouse.down();
		await this.page.mouse.move(to.x, to.y, { steps: 3 });
		await this.page.mouse.up();
	}

	async press(keys: string): Promise<void> {
		const [key, ...modifiers] = keys.split(/(?<=.)\+/).reverse() as [KeyInput, ...KeyInput[]];
		for (const modifier of modifiers.reverse()) await this.page.keyboard.down(modifier);
		await this.page.keyboard.press(key);
		for (const modifier of modifiers.reverse()) await this.page.keyboard.up(modifier);
	}

	async type(text: string): Promise<void> {
		await this.page.keyboard.type(text);
	}

	async picture(): Promise<Uint8Array> {
		return this.page.screenshot({ type: 'png' });
	}

	async resize(width: number, height: number): Promise<void> {
		if (!this.#kind.canResize) throw new Error(noResize);
		await this.page.setViewport({ width, height });
	}

	async setColorScheme(scheme: ColorScheme): Promise<void> {
		await this.#kind.setColorScheme(scheme);
	}

	async show(): Promise<void> {
		await this.#kind.show();
	}

	async close(): Promise<void> {
		if (!this.page.isClosed()) await this.page.close();
	}

	async isClosed(): Promise<boolean> {
		if (this.page.isClosed()) return true;
		// Firefox does not tell of a window that closed itself; nothing in it can be asked any more.
		return this.page.evaluate('false').catch(() => true) as Promise<boolean>;
	}
}
