import { enqueueFile } from '../../attachment/enqueue.ts';
import { wakeSoon } from '../../browser/wake-alarm.ts';
import { Failure } from '../../failure.ts';
import { ask } from '../../rpc/ask.ts';
import type { Content } from '../../store/event-rows.ts';
import type { Outgoing } from '../../store/outbox.ts';
import { isSleepy, readWakeMinutes } from '../../store/settings.ts';
import type { Account } from '../account/account.ts';
import type { PreparedFile } from '../attach/prepare.ts';
import { queueOutgoing } from '../composer/queue.ts';
import type { Sendable } from '../sources/source.ts';

/** A share as it goes to every chat alike. */
export type ReadyShare = { content: Content } | { file: PreparedFile; caption: string };

/** Makes a share ready, before anything of it is kept. @throws Failure `attachTooLarge` */
export async function readyShare(
	{ session }: Account,
	{ content, file }: Sendable,
	comment: string,
): Promise<ReadyShare> {
	const message = content?.(comment);
	if (message) return { content: message };
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
	if ('content' in share) {
		return await queueOutgoing(account, { ...outgoing, type: 'm.room.message', content: share.content });
	}
	const { file, facts, thumbnail } = share.file;
	if (isSleepy(await readWakeMinutes(account.db))) await wakeSoon();
	const transactionId = await enqueueFile(account, {
		...outgoing,
		file,
		facts: { ...facts, ...(share.caption && { caption: share.caption }) },
		...(thumbnail && { thumbnail }),
	});
	ask('outbox.poke').catch(() => undefined);
	return transactionId;
}
