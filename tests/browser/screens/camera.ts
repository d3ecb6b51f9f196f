import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import {
	axe,
	type BrowserName,
	type ColorScheme,
	type Locator,
	type Surface,
	violationsInWords,
} from '../driver/index.ts';

/** The toolbar popup, the side panel, or a page in a tab. */
export type View = 'popup' | 'panel' | 'tab';

interface Frame {
	name: string;
	/** Not of the popup, which has its own. */
	size?: { width: number; height: number };
}

/** Only colours differ between the themes, and axe's other rules do not look at them. */
const audits: Record<ColorScheme, Parameters<typeof axe>[1]> = {
	light: {},
	dark: { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } },
};

const panel = (width: number): Frame => ({ name: `panel-${width}`, size: { width, height: 640 } });
const tab = (width: number): Frame => ({ name: `tab-${width}`, size: { width, height: 800 } });

/** Widths as people have them; Firefox shows the common ones only, since what differs is the same code. */
const frames: Record<BrowserName, Record<View, Frame[]>> = {
	chromium: {
		popup: [{ name: 'popup' }],
		panel: [panel(320), panel(800), panel(400)],
		tab: [tab(320), tab(800)],
	},
	firefox: { popup: [{ name: 'popup' }], panel: [panel(400)], tab: [tab(800)] },
};

export const picturesDir = fileURLToPath(new URL('../../../test-output/pictures', import.meta.url));

/** Takes pictures of windows in each size and theme, and audits each. */
export class Camera {
	readonly #browserName: BrowserName;
	#theme: ColorScheme = 'light';

	constructor(browserName: BrowserName) {
		this.#browserName = browserName;
	}

	/**
	 * Writes `<browser>/<theme>/<size>-<state>.png` for each size of the view and each theme, and expects that
	 * axe finds nothing and that nothing sticks out sideways. Before each it waits until all of `shown` are there.
	 */
	async take(window: Surface, view: View, state: string, ...shown: Locator[]): Promise<void> {
		for (const { name, size } of frames[this.#browserName][view]) {
			if (size) await window.resize(size.width, size.height);
			for (const locator of shown) await window.see(locator);
			// The theme there is comes first: changing it takes Firefox as long as a picture.
			const themes: ColorScheme[] = this.#theme === 'light' ? ['light', 'dark'] : ['dark', 'light'];
			for (const theme of themes) await this.#shoot(window, theme, `${name}-${state}`);
		}
	}

	async #shoot(window: Surface, theme: ColorScheme, name: string): Promise<void> {
		const dir = join(picturesDir, this.#browserName, theme);
		await mkdir(dir, { recursive: true });
		await window.setColorScheme(theme);
		this.#theme = theme;
		await window.screenshot(join(dir, `${name}.png`));
		const label = `${theme}, ${name}`;
		expect.soft(violationsInWords(await axe(window, audits[theme])), `axe: ${label}`).toEqual([]);
		expect.soft(await overflow(window), `wider than the window: ${label}`).toBeLessThanOrEqual(0);
	}
}

/** By how many pixels the page is wider than its window, or a dialog's content than the dialog. */
async function overflow(window: Surface): Promise<number> {
	return window.evaluate(() =>
		Math.max(
			...[document.documentElement, ...document.querySelectorAll('dialog[open]')].map(
				({ scrollWidth, clientWidth }) => scrollWidth - clientWidth,
			),
		),
	);
}
