import { keysByPart } from '../attachment/addresses.ts';
import { log } from '../log.ts';
import type { AccountDatabase } from '../store/database.ts';
import type { Content } from '../store/event-rows.ts';
import { withSpace } from '../store/free-space.ts';
import { fileMediaId } from '../store/media.ts';
import { type CacheKey, type Sealed, seal } from '../store/seal.ts';
import type { FileKey } from '../store/upload-rows.ts';
import { dropUploads } from '../store/uploads.ts';

/** Own files larger than this are fetched again when somebody looks at them. */
const mostKeptBytes = 16 * 1024 * 1024;

/** A message has left: what can be shown of its files moves into the cache, the rest goes. */
export async function keepSentFiles(
	db: AccountDatabase,
	cacheKey: CacheKey,
	transactionId: string,
	content: Content,
): Promise<void> {
	const keys = new Map<string, Sealed<FileKey>>();
	for (const [part, key] of keysByPart(content)) keys.set(part, await seal(cacheKey, key));
	if (keys.size === 0) return;
	try {
		await withSpace(db, () =>
			db.transaction('rw', db.uploads, db.uploadBytes, db.media, async () => {
				for (const { part, url, isEncrypted } of await db.uploads.where({ transactionId }).toArray()) {
					const blob = (await db.uploadBytes.get([transactionId, part]))?.blob;
					if (!url || !blob || blob.size > mostKeptBytes) continue;
					const fileKey = isEncrypted ? undefined : keys.get(part);
					await db.media.put({
						url: fileMediaId(url),
						blob,
						bytes: blob.size,
						state: 'here',
						time: Date.now(),
						...(fileKey && { fileKey }),
					});
				}
				await dropUploads(db, transactionId);
			}),
		);
	} catch (error) {
		// The message has left all the same; what is left of it here goes at the next start.
		log.warn('an own file was not kept', error);
	}
}
