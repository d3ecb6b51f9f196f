import { MatrixEvent } from 'matrix-js-sdk';
import type { InternalCrypto } from '../crypto/internal.ts';
import type { VerificationRow } from '../store/verification-row.ts';
import { lifetimeMs } from './new-row.ts';

/**
 * Has crypto take a request that came to an earlier background and that nobody answered, as if it came now.
 * Client-server API §`m.key.verification.request`.
 */
export async function takeAgain(
	crypto: Pick<InternalCrypto, 'processSyncChanges' | 'onLiveEventFromSync'>,
	ownUserId: string,
	{ id, userId, roomId, deviceId, methods, deadline }: VerificationRow,
): Promise<void> {
	const type = 'm.key.verification.request';
	const timestamp = deadline - lifetimeMs;
	const asked = { from_device: deviceId, methods };
	if (roomId === undefined) {
		const content = { ...asked, transaction_id: id, timestamp };
		await crypto.processSyncChanges({
			toDeviceEvents: [{ type, sender: userId, content }],
			useMsc4186: true,
		});
	} else {
		await crypto.onLiveEventFromSync(
			new MatrixEvent({
				type: 'm.room.message',
				event_id: id,
				room_id: roomId,
				sender: userId,
				origin_server_ts: timestamp,
				content: { ...asked, msgtype: type, body: '', to: ownUserId },
			}),
		);
	}
}
