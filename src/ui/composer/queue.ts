import { wakeSoon } from '../../browser/wake-alarm.ts';
import { ask } from '../../rpc/ask.ts';
import { enqueue, type Outgoing } from '../../store/outbox.ts';
import { isSleepy, readWakeMinutes, type WakeMinutes } from '../../store/settings.ts';
import type { Account } from '../account/account.ts';

/**
 * Makes a message durable and wakes the background. One that dies over it is back soon, however seldom it
 * is to look for news.
 * @returns the transaction id.
 * @throws Failure `diskFull` when there is no room for it.
 */
export async function queueOutgoing(
	account: Account,
	outgoing: Outgoing,
	wakeMinutes?: WakeMinutes,
): Promise<string> {
	return await queueBy(account, () => enqueue(account.db, account.cacheKey, outgoing), wakeMinutes);
}

/** The same for a message that `keep` makes durable. @throws what `keep` throws. */
export async function queueBy(
	{ db }: Account,
	keep: () => Promise<string>,
	wakeMinutes?: WakeMinutes,
): Promise<string> {
	// First, because a window may close as soon as the message is seen in it.
	if (isSleepy(wakeMinutes ?? (await readWakeMinutes(db)))) await wakeSoon();
	const transactionId = await keep();
	ask('outbox.poke').catch(() => undefined);
	return transactionId;
}
