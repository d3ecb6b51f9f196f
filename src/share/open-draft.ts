import { openSmallWindow } from '../browser/windows.ts';
import type { AccountDatabase } from '../store/database.ts';
import { withSpace } from '../store/free-space.ts';
import { type CacheKey, seal } from '../store/seal.ts';
import type { ShareDraft } from './page.ts';
import type { TextDraft } from './text-draft.ts';

/** Opens the share sheet in a window of its own, with what waits to be shared in the store. */
export async function openDraft(
	db: AccountDatabase,
	cacheKey: CacheKey,
	draft: ShareDraft | TextDraft,
): Promise<void> {
	const id = crypto.randomUUID();
	const sealed = await seal(cacheKey, draft);
	await withSpace(db, () => db.drafts.put({ id: `share:${id}`, sealed, time: Date.now() }));
	await openSmallWindow(`share=${id}`);
}
