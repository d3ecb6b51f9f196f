import type { MatrixClient } from 'matrix-js-sdk';
import type { AccountRules } from '../../src/notify/account-rules.ts';
import type { Invitations } from '../../src/rooms/invitations.ts';
import { tellMarkers } from '../../src/rooms/tell-markers.ts';
import type { AccountDatabase } from '../../src/store/database.ts';

interface Waiting {
	db: AccountDatabase;
	client: MatrixClient;
	invitations: Invitations;
	rules: AccountRules;
}

/** Tells the homeserver what it does not know yet, beside messages, and what is due by now. */
export async function tellWaiting({ db, client, invitations, rules }: Waiting): Promise<void> {
	const now = Date.now();
	await Promise.all([tellMarkers(db, client, now), invitations.send(now), rules.tell(now)]);
}

/** Whether some of it is still there. */
export async function isAnyWaiting({ db, invitations }: Waiting): Promise<boolean> {
	const counts = [db.markers.count(), invitations.count(), db.ruleChanges.count()];
	return (await Promise.all(counts)).some(Boolean);
}
