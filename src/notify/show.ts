import { browser } from 'wxt/browser';
import type { AccountDatabase } from '../store/database.ts';
import { isQuiet, type NotifySettings, readNotifySettings } from '../store/notify-settings.ts';
import type { Saying } from './notification-text.ts';

/**
 * Shows a notification as the person wants it: with no more than they let it say, and not at all in quiet
 * hours or behind a lock, which leaves no store to ask. Firefox knows neither buttons nor silence.
 * @returns whether it was shown.
 * @throws what the closed store throws.
 */
export async function show(
	db: AccountDatabase,
	id: string,
	saying: Saying,
	buttons: { title: string }[] = [],
): Promise<boolean> {
	return await showAs(await readNotifySettings(db), id, saying, buttons);
}

/** The same with `settings` as they were just read. */
export async function showAs(
	settings: NotifySettings,
	id: string,
	saying: Saying,
	buttons: { title: string }[] = [],
): Promise<boolean> {
	if (isQuiet(settings, new Date())) return false;
	const more = import.meta.env.FIREFOX ? {} : { silent: settings.isSilent, buttons };
	await browser.notifications.create(id, {
		type: 'basic',
		iconUrl: browser.runtime.getURL('/icons/128.png'),
		...saying[settings.contents],
		...more,
	});
	return true;
}
