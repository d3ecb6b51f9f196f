import { openSmallWindow } from '../browser/windows.ts';
import type { AccountDatabase } from '../store/database.ts';
import { withSpace } from '../store/free-space.ts';
import { type CacheKey, seal } from '../store/seal.ts';
import type { ShareDraft } from './page.ts';
import type { TextDraft } from './text-draft.ts';

/** How long a share waits for its room. */
const keptMs = 24 * 60 * 60 * 1000;

/** Opens the share sheet in a window of its own, with what waits to be shared in the store. */
export async function openDraft(
	db: AccountDatabase,
	cacheKey: CacheKey,
	draft: ShareDraft | TextDraft,
): Promise<void> {
	const id = crypto.randomUUID();
	const sealed = await seal(cacheKey, draft);
	const time = Date.now();
	await withSpace(db, () => db.drafts.put({ id: `share:${id}`, sealed, time }));
	// A window that was closed without sharing leaves its draft, and nobody comes back to it.
	await db.drafts
		.where('id')
		.startsWith('share:')
		.and((old) => old.time < time - keptMs)
		.delete();
	await openSmallWindow(`share=${id}`);
}
