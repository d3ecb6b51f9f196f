import { tabInFront, watchTabs } from '../browser/tab-in-front.ts';
import type { AccountDatabase } from '../store/database.ts';
import { keyedHash } from '../store/keyed-hash.ts';
import { pageKey } from './page-key.ts';

/**
 * What stands in the store for the page in front, if the browser tells its address: it does where the person has
 * just opened this window over it. Undefined otherwise. The address is kept by nobody.
 * @param left called once that page is not in front any more
 */
export async function openPageInFront(db: AccountDatabase, left: () => void): Promise<string | undefined> {
	const tab = await tabInFront();
	const page = pageKey(tab.url ?? '');
	if (page === undefined) return undefined;
	const stop = watchTabs(async () => {
		const now = await tabInFront();
		if (now.id === tab.id && pageKey(now.url ?? '') === page) return;
		stop();
		left();
	});
	return await keyedHash(db, 'page', page);
}
