import { Failure } from '../../failure.ts';
import { type Capture, captureActiveTab } from '../../share/capture.ts';
import type { ShareDraft } from '../../share/page.ts';
import type { TextDraft } from '../../share/text-draft.ts';
import type { Account } from '../account/account.ts';

/** What to share: the page that waits in the store for its room, or the current tab. @throws Failure */
export async function readSharedPage(
	account: Account,
	draftId: string | null,
): Promise<Capture | TextDraft | undefined> {
	if (draftId === null) return await captureActiveTab(account.db);
	const row = await account.db.drafts.get(`share:${draftId}`);
	const draft = row && (await account.unsealer.open(row.sealed));
	if (draft !== undefined && !isShareDraft(draft)) throw new Failure('badRequest');
	return draft && 'page' in draft ? { ...draft, picture: Promise.resolve(draft.picture) } : draft;
}

/** What is sealed was written by this version or an older one. */
function isShareDraft(value: unknown): value is ShareDraft | TextDraft {
	return typeof value === 'object' && value !== null && ('page' in value || 'text' in value);
}
