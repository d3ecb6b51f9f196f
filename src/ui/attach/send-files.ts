import type { RoomRow } from '../../store/room-rows.ts';
import type { Account } from '../account/account.ts';
import type { PreparedFile } from './prepare.ts';
import { queueFile } from './queue-file.ts';

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
	for (const [index, prepared] of files.entries()) {
		await queueFile(account, prepared, index === 0 ? caption : '', {
			roomId: room.roomId,
			...(!room.isEncrypted && { isClearTextAccepted: true }),
		});
		onKept(prepared);
	}
}
