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
	const { db, cacheKey } = account;
	return await queueBy(account, (added) => enqueue(db, cacheKey, outgoing, added), wakeMinutes);
}

/**
 * The same for a message that `keep` makes durable; it may say as soon as the row is `added`, since the background
 * reads the outbox only once that is written. @throws what `keep` throws.
 */
export async function queueBy(
	{ db }: Account,
	keep: (added: () => void) => Promise<string>,
	wakeMinutes?: WakeMinutes,
): Promise<string> {
	// First, because a window may close as soon as the message is seen in it.
	if (isSleepy(wakeMinutes ?? (await readWakeMinutes(db)))) await wakeSoon();
	let isTold = false;
	const tell = (): void => {
		isTold = true;
		ask('outbox.poke').catch(() => undefined);
	};
	const transactionId = await keep(tell);
	if (!isTold) tell();
	return transactionId;
}
