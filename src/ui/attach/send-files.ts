import { enqueueFile } from '../../attachment/enqueue.ts';
import { wakeSoon } from '../../browser/wake-alarm.ts';
import { ask } from '../../rpc/ask.ts';
import type { RoomRow } from '../../store/room-rows.ts';
import { isSleepy, readWakeMinutes } from '../../store/settings.ts';
import type { Account } from '../account/account.ts';
import type { PreparedFile } from './prepare.ts';

/**
 * Makes files durable, one message each, in their order; the caption goes with the first. From then on the
 * background uploads and sends them by itself.
 * @param onKept hears of each that is durable
 * @throws Failure `attachTooLarge`, `attachUnreadable` or `diskFull`; those before it are on their way.
 */
export async function sendFiles(
	account: Account,
	room: Pick<RoomRow, 'roomId' | 'isEncrypted'>,
	files: PreparedFile[],
	caption: string,
	onKept: (file: PreparedFile) => void,
): Promise<void> {
	if (isSleepy(await readWakeMinutes(account.db))) await wakeSoon();
	for (const [index, prepared] of files.entries()) {
		const { file, facts, thumbnail } = prepared;
		await enqueueFile(account, {
			roomId: room.roomId,
			file,
			facts: { ...facts, ...(index === 0 && caption && { caption }) },
			...(thumbnail && { thumbnail }),
			...(!room.isEncrypted && { isClearTextAccepted: true }),
		});
		onKept(prepared);
		ask('outbox.poke').catch(() => undefined);
	}
}
