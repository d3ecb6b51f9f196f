import { Failure } from '../failure.ts';
import type { AccountDatabase } from '../store/database.ts';
import type { Content } from '../store/event-rows.ts';
import { enqueue, type Outgoing } from '../store/outbox.ts';
import type { CacheKey } from '../store/seal.ts';
import type { FileKey } from '../store/upload-rows.ts';
import { placeFor } from './addresses.ts';
import { encryptBlob } from './cipher.ts';
import { largestFileBytes } from './limits.ts';
import { type FileFacts, fileContent } from './message.ts';

/** `EncryptedFile` of a part that is yet to be uploaded. Client-server API §Sending encrypted attachments. */
export type PlacedFile = FileKey & { url: string };

interface Store {
	db: AccountDatabase;
	cacheKey: CacheKey;
}

/** A message with files in it. */
export interface OutgoingWithFiles extends Omit<Outgoing, 'content' | 'uploads'> {
	/** The files, by the names of the message's parts. */
	files: Record<string, Blob>;
	/** Gives the message, as it is for a room with encryption. */
	content: (placed: Record<string, PlacedFile>) => Content;
}

/**
 * Makes a message and its files durable, the files encrypted. The background uploads them and then sends the
 * message, whatever becomes of the window.
 * @returns its transaction id.
 * @throws Failure `attachTooLarge`, `attachUnreadable`, or `diskFull`.
 */
export async function enqueueWithFiles(
	{ db, cacheKey }: Store,
	{ files, content, ...outgoing }: OutgoingWithFiles,
): Promise<string> {
	const placed: Record<string, PlacedFile> = {};
	const uploads: Record<string, Blob> = {};
	for (const [part, file] of Object.entries(files)) {
		if (file.size > largestFileBytes) throw new Failure('attachTooLarge');
		const { blob, fileKey } = await encryptBlob(file);
		uploads[part] = blob;
		placed[part] = { ...fileKey, url: placeFor(part) };
	}
	return await enqueue(db, cacheKey, { ...outgoing, content: content(placed), uploads });
}

/** One file as a message of its own. */
export interface OutgoingFile extends Omit<OutgoingWithFiles, 'content' | 'files' | 'type'> {
	file: Blob;
	facts: FileFacts;
	/** What is shown of a picture or a video before it is fetched. */
	thumbnail?: { blob: Blob; width: number; height: number };
}

/** Makes a message of a file, and makes it durable as `enqueueWithFiles` does. */
export async function enqueueFile(
	store: Store,
	{ file, facts, thumbnail, ...outgoing }: OutgoingFile,
): Promise<string> {
	return await enqueueWithFiles(store, {
		...outgoing,
		type: 'm.room.message',
		files: { file, ...(thumbnail && { thumbnail: thumbnail.blob }) },
		content: (placed) =>
			fileContent(
				{ ...facts, size: file.size },
				placed,
				thumbnail && {
					w: thumbnail.width,
					h: thumbnail.height,
					mimetype: thumbnail.blob.type,
					size: thumbnail.blob.size,
				},
			),
	});
}
