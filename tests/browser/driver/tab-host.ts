import type { KeyInput, Page } from 'puppeteer-core';
import type { Host, Point } from './host.ts';

/** A page that the browser's own automation protocol reaches: any tab, and Chromium's popup and side panel. */
export class TabHost implements Host {
	readonly page: Page;
	readonly #isTab: boolean;
	readonly #shown: (host: TabHost) => Promise<void>;

	/** `shown` is told before the tab is used, so that the browser knows which one lies in front. */
	constructor(page: Page, isTab: boolean, shown: (host: TabHost) => Promise<void>) {
		this.page = page;
		this.#isTab = isTab;
		this.#shown = shown;
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
		await this.page.setViewport({ width, height });
	}

	async show(): Promise<void> {
		if (this.#isTab) await this.#shown(this);
	}

	async close(): Promise<void> {
		if (!this.page.isClosed()) await this.page.close();
	}

	async isClosed(): Promise<boolean> {
		return this.page.isClosed();
	}
}
