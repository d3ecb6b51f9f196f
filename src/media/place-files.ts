import { ConnectionError, type MatrixClient } from 'matrix-js-sdk';
import { requestFailure } from '../account/request-failure.ts';
import type { Tokens } from '../account/tokens.ts';
import { keysByPart, previewPart, withAddresses } from '../attachment/addresses.ts';
import { decryptBlob } from '../attachment/cipher.ts';
import { clearContent } from '../attachment/clear-content.ts';
import { previewsKey, withoutPicture } from '../attachment/link-previews.ts';
import { Failure } from '../failure.ts';
import { log } from '../log.ts';
import type { AccountDatabase } from '../store/database.ts';
import type { Content } from '../store/event-rows.ts';
import type { FileKey, UploadRow } from '../store/upload-rows.ts';
import { asContent, asText } from '../timeline/raw-event.ts';
import { upload } from './upload.ts';

const tellEveryMs = 300;
/** A message waits no longer for the picture of its preview to be uploaded. */
const previewPatienceMs = 20_000;
const unnamedType = 'application/octet-stream';

export interface PlaceContext {
	db: AccountDatabase;
	client: MatrixClient;
	tokens: Tokens;
}

/**
 * Gives a message with the addresses of its files, which are uploaded if they are not yet: encrypted, or in clear
 * for a room without encryption. Each address is durable before the next step.
 * @throws Failure `attachTooLarge`, `attachGone`; what the HTTP layer throws.
 */
export async function placeFiles(
	context: PlaceContext,
	transactionId: string,
	content: Content,
	isEncrypted: boolean,
): Promise<Content> {
	const keys = keysByPart(content);
	if (keys.size === 0) return content;
	const addresses = new Map<string, string>();
	let sent = content;
	for (const [part, fileKey] of keys) {
		try {
			const row = await context.db.uploads.get([transactionId, part]);
			if (!row) throw new Failure('attachGone');
			const type = isEncrypted ? undefined : typeOf(content, part);
			const isThere = row.url !== undefined && row.isEncrypted === isEncrypted;
			addresses.set(part, isThere ? (row.url ?? '') : await uploadPart(context, row, fileKey, type));
		} catch (error) {
			if (part !== previewPart || !(await canGoWithout(context, transactionId, error))) throw error;
			log.warn('a preview goes without its picture', error);
			sent = withoutPicture(sent);
		}
	}
	const placed = withAddresses(sent, addresses);
	return isEncrypted ? placed : clearContent(placed);
}

/**
 * Whether the message is to be tried without the picture: unless it was taken back, or has to wait for its own sake.
 * Without a connection it fails as well, and the next try begins with the picture again.
 */
async function canGoWithout({ db }: PlaceContext, transactionId: string, error: unknown): Promise<boolean> {
	if ((await db.outbox.where({ transactionId }).count()) === 0) return false;
	return !['signedOut', 'rateLimited', 'diskFull'].includes(requestFailure(error).code);
}

/** `type` is given where the file travels in clear. */
async function uploadPart(
	{ db, client, tokens }: PlaceContext,
	{ transactionId, part }: UploadRow,
	fileKey: FileKey,
	type: string | undefined,
): Promise<string> {
	const id: [string, string] = [transactionId, part];
	const blob = (await db.uploadBytes.get(id))?.blob;
	if (!blob) throw new Failure('attachGone');
	const body = type === undefined ? blob : await decryptBlob(blob, fileKey, type);
	const isPreview = part === previewPart;
	const send = (): Promise<string> =>
		watched(db, id, isPreview ? previewPatienceMs : undefined, (signal, onProgress) =>
			upload(client, tokens, { body, type: type ?? unnamedType, signal, onProgress }),
		);
	const url = await send().catch((error: unknown) => {
		// A connection that broke may be one that had been open for long: the next is a new one.
		if (isPreview && error instanceof ConnectionError) return send();
		throw error;
	});
	await db.uploads.update(id, { url, isEncrypted: type === undefined, sent: body.size });
	return url;
}

/** Keeps the row told of how far the upload is, and ends the upload when the row is gone: the person took it back. */
async function watched(
	db: AccountDatabase,
	[transactionId, part]: [string, string],
	patienceMs: number | undefined,
	work: (signal: AbortSignal, onProgress: (sent: number) => void) => Promise<string>,
): Promise<string> {
	const cancel = new AbortController();
	let sent = 0;
	const timer = setInterval(async () => {
		const count = await db.uploads.where({ transactionId, part }).modify({ sent });
		if (count === 0) cancel.abort();
	}, tellEveryMs);
	const late = patienceMs === undefined ? [] : [AbortSignal.timeout(patienceMs)];
	try {
		return await work(AbortSignal.any([cancel.signal, ...late]), (bytes) => {
			sent = bytes;
		});
	} finally {
		clearInterval(timer);
	}
}

/** What the message calls the part's type. */
function typeOf(content: Content, part: string): string {
	if (part === previewPart) return asText(firstPreview(content)?.['og:image:type']) ?? unnamedType;
	const info = asContent(content.info);
	const about = part === 'file' ? info : asContent(info?.[`${part}_info`]);
	return asText(about?.mimetype) ?? unnamedType;
}

function firstPreview({ [previewsKey]: previews }: Content): Content | undefined {
	return Array.isArray(previews) ? asContent(previews[0]) : undefined;
}
