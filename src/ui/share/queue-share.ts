import { enqueueWithFiles } from '../../attachment/enqueue.ts';
import { Failure } from '../../failure.ts';
import type { OutgoingShare } from '../../share/outgoing-share.ts';
import type { Outgoing } from '../../store/outbox.ts';
import type { Account } from '../account/account.ts';
import type { PreparedFile } from '../attach/prepare.ts';
import { queueFile } from '../attach/queue-file.ts';
import { queueBy } from '../composer/queue.ts';
import type { Sendable } from '../sources/source.ts';

/** A share as it goes to every chat alike. */
export type ReadyShare = { message: OutgoingShare } | { file: PreparedFile; caption: string };

/** Makes a share ready, before anything of it is kept. @throws Failure `attachTooLarge` */
export async function readyShare(
	{ session }: Account,
	{ message, file }: Sendable,
	comment: string,
): Promise<ReadyShare> {
	const outgoing = await message?.(comment);
	if (outgoing) return { message: outgoing };
	const prepared = await file?.();
	const limit = session.value.uploadLimit ?? Number.POSITIVE_INFINITY;
	if (!prepared || prepared.file.size > limit) throw new Failure('attachTooLarge');
	return { file: prepared, caption: comment.trim() };
}

/** Makes a share durable for one chat. @returns its transaction id. @throws Failure `diskFull` */
export async function queueShare(
	account: Account,
	share: ReadyShare,
	outgoing: Omit<Outgoing, 'type' | 'content'>,
): Promise<string> {
	if ('message' in share) {
		return await queueBy(account, () => enqueueWithFiles(account, { ...outgoing, ...share.message }));
	}
	return await queueFile(account, share.file, share.caption, outgoing);
}
