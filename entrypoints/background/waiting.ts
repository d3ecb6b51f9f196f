import type { MatrixClient } from 'matrix-js-sdk';
import type { Wakefulness } from '../../src/browser/keep-awake.ts';
import type { AccountRules } from '../../src/notify/account-rules.ts';
import { liftRooms } from '../../src/outbox/lift-rooms.ts';
import type { OutboxQueue } from '../../src/outbox/queue.ts';
import type { OutboxSender } from '../../src/outbox/sender.ts';
import type { Invitations } from '../../src/rooms/invitations.ts';
import { tellMarkers } from '../../src/rooms/tell-markers.ts';
import type { AccountDatabase } from '../../src/store/database.ts';
import { sweepUploads } from '../../src/store/uploads.ts';

interface Waiting {
	db: AccountDatabase;
	client: MatrixClient;
	invitations: Invitations;
	rules: AccountRules;
	queue: OutboxQueue;
	sender: OutboxSender;
	awake: Wakefulness;
}

/**
 * Sends and tells the homeserver what waits and is due.
 * @param isDue whether anything may leave
 * @returns whether anything is still there.
 */
export async function sendWaiting(waiting: Waiting, isDue: boolean): Promise<boolean> {
	const { db, sender, awake } = waiting;
	// Mostly there is nothing.
	const isThere = await isAnyWaiting(waiting);
	if (!isThere) return false;
	if (!isDue) {
		await liftRooms(db);
		return true;
	}
	await Promise.all([sender.poke().then(() => sweepUploads(db)), awake.during(() => tellWaiting(waiting))]);
	const isAnyLeft = await isAnyWaiting(waiting);
	if (isAnyLeft) await liftRooms(db);
	return isAnyLeft;
}

/** Tells the homeserver what it does not know yet, beside messages, and what is due by now. */
async function tellWaiting({ db, client, invitations, rules }: Waiting): Promise<void> {
	const now = Date.now();
	await Promise.all([tellMarkers(db, client, now), invitations.send(now), rules.tell(now)]);
}

async function isAnyWaiting({ db, invitations, queue }: Waiting): Promise<boolean> {
	const { outbox, markers, ruleChanges } = db;
	const counts = await db.transaction('r', outbox, markers, ruleChanges, db.invitations, () =>
		Promise.all([queue.count(), markers.count(), ruleChanges.count(), invitations.count()]),
	);
	return counts.some(Boolean);
}
