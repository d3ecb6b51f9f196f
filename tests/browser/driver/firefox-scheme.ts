import type { Browser as PuppeteerBrowser } from 'puppeteer-core';
import { inFirefox } from './firefox-scope.ts';
import type { ColorScheme } from './host.ts';

/** The preferences by which tabs, and popups and sidebars, take a colour scheme. */
export function schemePreferences(scheme: ColorScheme): Record<string, number> {
	return {
		// Tabs take the scheme of the content, popups and sidebars that of the window's theme.
		'layout.css.prefers-color-scheme.content-override': scheme === 'dark' ? 0 : 1,
		'ui.systemUsesDarkTheme': scheme === 'dark' ? 1 : 0,
	};
}

/** Changes the colours of the running Firefox. */
export async function setFirefoxScheme(browser: PuppeteerBrowser, scheme: ColorScheme): Promise<void> {
	const set = `for (const [name, value] of Object.entries(args)) Services.prefs.setIntPref(name, value);`;
	await inFirefox(browser, set, schemePreferences(scheme));
}
