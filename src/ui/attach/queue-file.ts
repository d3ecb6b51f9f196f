import { enqueueFile } from '../../attachment/enqueue.ts';
import type { Outgoing } from '../../store/outbox.ts';
import type { Account } from '../account/account.ts';
import { queueBy } from '../composer/queue.ts';
import type { PreparedFile } from './prepare.ts';

/**
 * Makes a file durable as a message of its own, and wakes the background, which uploads and sends it by itself.
 * @param caption empty for none
 * @returns the transaction id. @throws Failure `attachTooLarge`, `attachUnreadable` or `diskFull`
 */
export async function queueFile(
	account: Account,
	{ file, facts, thumbnail }: PreparedFile,
	caption: string,
	outgoing: Omit<Outgoing, 'type' | 'content'>,
): Promise<string> {
	return await queueBy(account, () =>
		enqueueFile(account, {
			...outgoing,
			file,
			facts: { ...facts, ...(caption && { caption }) },
			...(thumbnail && { thumbnail }),
		}),
	);
}
