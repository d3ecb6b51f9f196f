import { wakeSoon } from '../../browser/wake-alarm.ts';
import { ask } from '../../rpc/ask.ts';
import type { AccountDatabase } from '../../store/database.ts';
import { enqueue, type Outgoing } from '../../store/outbox.ts';
import { isSleepy, readWakeMinutes } from '../../store/settings.ts';
import type { Account } from '../account/account.ts';

/**
 * Makes a message durable and wakes the background. One that dies over it is back soon, however seldom it
 * is to look for news.
 * @returns the transaction id.
 * @throws Failure `diskFull` when there is no room for it.
 */
export async function queueOutgoing({ db, cacheKey }: Account, outgoing: Outgoing): Promise<string> {
	const [transactionId] = await Promise.all([enqueue(db, cacheKey, outgoing), wakeIfSleepy(db)]);
	ask('outbox.poke').catch(() => undefined);
	return transactionId;
}

async function wakeIfSleepy(db: AccountDatabase): Promise<void> {
	if (isSleepy(await readWakeMinutes(db))) await wakeSoon();
}
