import type { MatrixClient } from 'matrix-js-sdk';
import { requestFailure } from '../account/request-failure.ts';
import type { Tokens } from '../account/tokens.ts';
import { encryptBlob } from '../attachment/cipher.ts';
import { log } from '../log.ts';
import type { MediaRow } from '../store/account-rows.ts';
import type { AccountDatabase } from '../store/database.ts';
import { withSpace } from '../store/free-space.ts';
import { capMedia, fileMediaId } from '../store/media.ts';
import { type CacheKey, seal } from '../store/seal.ts';
import { download } from './download.ts';

export interface FetchContext {
	db: AccountDatabase;
	cacheKey: CacheKey;
	client: MatrixClient;
	tokens: Tokens;
}

/** What a window wants of a message. */
export interface WantedFile {
	/** The `mxc:` address. */
	url: string;
	/** It comes encrypted, and its key is in its message. */
	isEncrypted: boolean;
}

/**
 * Fetches a message's file into `media`, where it rests encrypted: as it came, or by a key that is sealed in its
 * row. How it went stands in that row.
 */
export async function fetchFile(context: FetchContext, { url, isEncrypted }: WantedFile): Promise<void> {
	const { db, cacheKey } = context;
	const id = fileMediaId(url);
	if ((await db.media.get(id))?.state === 'here') {
		await db.media.update(id, { time: Date.now() });
		return;
	}
	const put = (row: Omit<MediaRow, 'url' | 'time'>) =>
		withSpace(db, () => db.media.put({ url: id, time: Date.now(), ...row }));
	await put({ state: 'wanted' });
	try {
		// Before the new one comes, so that it stays however large it is.
		await capMedia(db);
		const came = await download(context, url, (received) => db.media.update(id, { received }));
		const { blob, fileKey } = isEncrypted ? { blob: came } : await encryptBlob(came);
		const sealed = fileKey && (await seal(cacheKey, fileKey));
		await put({ state: 'here', blob, bytes: blob.size, ...(sealed && { fileKey: sealed }) });
	} catch (error) {
		log.warn('a file was not fetched', error);
		await put({ state: 'failed', failure: requestFailure(error).code });
	}
}
