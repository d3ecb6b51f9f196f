// A bare matrix-js-sdk client in a process of its own, driven by its starter's messages (`peer.ts`).
import { ClientEvent, type MatrixEvent, MatrixEventEvent } from 'matrix-js-sdk';
import { createMatrixClient } from '../../src/account/matrix-client.ts';
import { now } from '../clock.ts';
import type { Asked, SdkSession, Told } from './protocol.ts';

const client = createMatrixClient(JSON.parse(process.argv[2] ?? '{}') as SdkSession);

client.on(ClientEvent.Event, (event) => {
	if (event.isBeingDecrypted() || event.isEncrypted()) event.once(MatrixEventEvent.Decrypted, tellText);
	tellText(event);
});

process.on('message', async ({ id, roomId, body }: Asked) => {
	const time = now();
	try {
		await client.sendTextMessage(roomId, body);
		tell({ kind: 'sent', id, time });
	} catch (error) {
		tell({ kind: 'failed', id, reason: String(error) });
	}
});
// Without its starter it has no reason to go on.
process.on('disconnect', () => process.exit());

await client.initRustCrypto({ useIndexedDB: false });
const { promise: prepared, resolve: isPrepared } = Promise.withResolvers<void>();
client.on(ClientEvent.Sync, (state) => {
	if (state === 'PREPARED') isPrepared();
});
await client.startClient({ lazyLoadMembers: true });
await prepared;
tell({ kind: 'ready' });

function tellText(event: MatrixEvent): void {
	const { body } = event.getContent();
	if (event.getType() !== 'm.room.message' || typeof body !== 'string') return;
	tell({ kind: 'text', roomId: event.getRoomId() ?? '', body, time: now() });
}

function tell(told: Told): void {
	process.send?.(told);
}
