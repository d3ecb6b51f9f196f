import { Failure } from '../../failure.ts';
import { captureActiveTab } from '../../share/capture.ts';
import type { SharedPage } from '../../share/page.ts';
import type { Account } from '../account/account.ts';

/** What to share: the page that waits in the store for its room, or the current tab. @throws Failure */
export async function readSharedPage(
	account: Account,
	draftId: string | null,
): Promise<SharedPage | undefined> {
	if (draftId === null) return await captureActiveTab();
	const row = await account.db.drafts.get(`share:${draftId}`);
	const page = row && (await account.unsealer.open(row.sealed));
	if (page !== undefined && !isSharedPage(page)) throw new Failure('badRequest');
	return page;
}

function isSharedPage(value: unknown): value is SharedPage {
	return (
		typeof value === 'object' &&
		value !== null &&
		'title' in value &&
		typeof value.title === 'string' &&
		'url' in value &&
		typeof value.url === 'string'
	);
}
