import type { AccountDatabase } from './database.ts';
import type { Content } from './event-rows.ts';
import { withSpace } from './free-space.ts';
import type { DraftRow, OutboxRow } from './outbox-rows.ts';
import { type CacheKey, seal } from './seal.ts';
import { dropUploads } from './uploads.ts';

export interface Outgoing {
	roomId: string;
	/** Event type before encryption, such as `m.room.message`. */
	type: string;
	content: Content;
	/** Where it is known before, by `newTransactionId`. */
	transactionId?: string;
	/** The person agreed that this room's messages travel in clear. */
	isClearTextAccepted?: boolean;
	/** The draft that ends with it. */
	draftId?: DraftRow['id'];
	/** It leaves only after that time (ms since the epoch), or when it is released. */
	heldUntil?: number;
	/** What is uploaded before it leaves, by the names of the parts: encrypted, with keys that stand in `content`. */
	uploads?: Record<string, Blob>;
}

/** Holds a message back for so long, so that it can be taken back until then. */
export function heldFor(seconds: number): Pick<Outgoing, 'heldUntil'> {
	return seconds > 0 ? { heldUntil: Date.now() + seconds * 1000 } : {};
}

export function newTransactionId(): string {
	return `m${crypto.randomUUID()}`;
}

/**
 * Makes a message durable; it is sent when the background next looks (`outbox.poke`).
 * @param added is called once whoever reads the outbox from then on waits until the message is in it, or is not;
 * once more where room had to be made for it
 * @returns its transaction id.
 * @throws Failure `diskFull` when there is no room for it.
 */
export async function enqueue(
	db: AccountDatabase,
	cacheKey: CacheKey,
	{
		roomId,
		type,
		content,
		transactionId = newTransactionId(),
		isClearTextAccepted,
		draftId,
		heldUntil,
		uploads = {},
	}: Outgoing,
	added?: () => void,
): Promise<string> {
	const now = Date.now();
	const row: OutboxRow = {
		roomId,
		transactionId,
		type,
		sealed: await seal(cacheKey, content),
		time: now,
		state: 'queued',
		attempt: 0,
		nextTry: now,
		...(isClearTextAccepted && { isClearTextAccepted }),
		...(heldUntil !== undefined && { heldUntil }),
	};
	const parts = Object.entries(uploads).map(([part, blob]) => ({ transactionId, part, blob }));
	await withSpace(db, () =>
		db.transaction('rw', db.outbox, db.drafts, db.uploads, db.uploadBytes, async () => {
			await db.outbox.add(row);
			added?.();
			await db.uploadBytes.bulkAdd(parts);
			await db.uploads.bulkAdd(
				parts.map(({ part, blob }) => ({ transactionId, part, bytes: blob.size, sent: 0 })),
			);
			if (draftId) await db.drafts.delete(draftId);
		}),
	);
	return transactionId;
}

/** Lets a held message leave at the next look. */
export async function releaseOutgoing(db: AccountDatabase, transactionId: string): Promise<void> {
	await db.outbox.where({ transactionId }).modify((row) => {
		delete row.heldUntil;
	});
}

/** Puts a failed message back in the queue, with its transaction id. */
export async function retryOutgoing(db: AccountDatabase, sequence: number): Promise<void> {
	await db.outbox
		.where({ sequence })
		.and((row) => row.state === 'failed')
		.modify((row) => {
			row.state = 'queued';
			row.attempt = 0;
			row.nextTry = Date.now();
			// Whether it arrived could not be found out: the person has decided.
			if (row.failure === 'maybeSent') delete row.unanswered;
			delete row.failure;
		});
}

/** As `discardOutgoing`, of the message with that transaction id. */
export async function takeBackOutgoing(db: AccountDatabase, transactionId: string): Promise<boolean> {
	const row = await db.outbox.where({ transactionId }).first();
	return row?.sequence !== undefined && (await discardOutgoing(db, row.sequence));
}

/**
 * Deletes a message that failed or has not left yet; one that is on its way stays.
 * @returns whether it was deleted.
 */
export async function discardOutgoing(db: AccountDatabase, sequence: number): Promise<boolean> {
	return await db.transaction('rw', db.outbox, db.uploads, db.uploadBytes, async () => {
		const row = await db.outbox.get(sequence);
		if (row?.state !== 'failed' && row?.state !== 'queued') return false;
		await db.outbox.delete(sequence);
		await dropUploads(db, row.transactionId);
		return true;
	});
}
