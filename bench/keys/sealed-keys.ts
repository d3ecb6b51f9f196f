import {
	DeviceId,
	EncryptionAlgorithm,
	EncryptionSettings,
	initAsync,
	OlmMachine,
	RoomId,
	UserId,
} from '@matrix-org/matrix-sdk-crypto-wasm';

/** Client-server API §`PUT /room_keys/keys`. */
interface Sealed {
	rooms: Record<string, { sessions: Record<string, unknown> }>;
}

/** A machine goes through all its keys for each request to the backup: with few, that takes no time. */
const perMachine = 1000;

/** Real keys of the rooms, sealed for a backup as clients do, in bodies for the homeserver: so many in all. */
export async function* sealedKeys(
	publicKey: string,
	roomIds: string[],
	count: number,
): AsyncGenerator<Sealed> {
	await initAsync();
	for (let done = 0; done < count; done += perMachine) {
		yield await sealSome(publicKey, roomIds, Math.min(perMachine, count - done));
	}
}

async function sealSome(publicKey: string, roomIds: string[], count: number): Promise<Sealed> {
	const machine = await OlmMachine.initialize(new UserId('@maker:bench.test'), new DeviceId('MAKER'));
	const settings = new EncryptionSettings();
	settings.algorithm = EncryptionAlgorithm.MegolmV1AesSha2;
	for (let made = 0; made < count; made += 1) {
		const room = (): RoomId => new RoomId(roomIds[made % roomIds.length] ?? '');
		await machine.shareRoomKey(room(), [], settings);
		await machine.invalidateGroupSession(room());
	}
	await machine.enableBackupV1(publicKey, '1');
	const all: Sealed = { rooms: {} };
	for (;;) {
		const request = await machine.backupRoomKeys();
		if (!request) break;
		const { rooms } = JSON.parse(request.body) as Sealed;
		for (const [roomId, { sessions }] of Object.entries(rooms)) {
			const before = all.rooms[roomId]?.sessions;
			all.rooms[roomId] = { sessions: { ...before, ...sessions } };
		}
		await machine.markRequestAsSent(request.id, request.type, '{"etag":"0","count":0}');
	}
	machine.close();
	return all;
}
