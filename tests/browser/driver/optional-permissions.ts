import type { Browser as PuppeteerBrowser } from 'puppeteer-core';
import { inFirefox } from './firefox-scope.ts';
import { untilTrue } from './until.ts';

/** From now on Firefox grants optional permissions without a question. */
export async function allowInFirefox(browser: PuppeteerBrowser): Promise<void> {
	await inFirefox(
		browser,
		"Services.prefs.setBoolPref('extensions.webextOptionalPermissionPrompts', false);",
	);
}

/** Answers Firefox's question for an optional permission with no. */
export async function refuseInFirefox(browser: PuppeteerBrowser): Promise<void> {
	const clickNo = `
		const panels = [...Services.wm.getEnumerator('navigator:browser')].map((one) => one.PopupNotifications.panel);
		const panel = panels.find((one) => one.state === 'open');
		panel?.firstElementChild.secondaryButton.click();
		return Boolean(panel);`;
	let isAsked = false;
	await untilTrue('the question to be answered', async () => {
		// Buttons that have only just appeared take no click yet, against slips.
		const isOpen = await inFirefox<boolean>(browser, clickNo);
		isAsked ||= isOpen;
		return isAsked && !isOpen;
	});
}
