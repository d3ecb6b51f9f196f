import type { AccountDatabase } from './database.ts';

/** Lets go of what a message that will not leave any more had to upload. Within a transaction of both tables, or alone. */
export async function dropUploads(db: AccountDatabase, transactionId: string): Promise<void> {
	await db.uploads.where({ transactionId }).delete();
	await db.uploadBytes.where({ transactionId }).delete();
}

/** Lets go of uploads whose message is not in the outbox any more: its event may have come before the answer. */
export async function sweepUploads(db: AccountDatabase): Promise<void> {
	if ((await db.uploads.count()) === 0 && (await db.uploadBytes.count()) === 0) return;
	await db.transaction('rw', db.outbox, db.uploads, db.uploadBytes, async () => {
		const known = new Set(await db.outbox.orderBy('transactionId').keys());
		const ids = await db.uploadBytes.orderBy('transactionId').uniqueKeys();
		const leftIds = await db.uploads.orderBy('transactionId').uniqueKeys();
		for (const id of new Set([...ids, ...leftIds])) if (!known.has(id)) await dropUploads(db, String(id));
	});
}
