import { browser } from 'wxt/browser';
import { i18n } from '#i18n';

const key = 'wordsMended';
const pauseMs = 60_000;

/**
 * Starts the extension anew if the browser has no words for it. In Chromium a page that is closed while it asks
 * for the first of them leaves its whole process without any (measured), so that no window shows anything.
 * Not twice within a minute: what does not help is not done in a loop.
 */
export async function mendWords(): Promise<void> {
	if (i18n.t('language') !== '') return;
	const before = (await browser.storage.local.get(key))[key];
	if (typeof before === 'number' && Math.abs(Date.now() - before) < pauseMs) return;
	await browser.storage.local.set({ [key]: Date.now() });
	browser.runtime.reload();
}
