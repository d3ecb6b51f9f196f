import {
	DeviceId,
	EncryptionAlgorithm,
	EncryptionSettings,
	initAsync,
	OlmMachine,
	RoomId,
	UserId,
} from '@matrix-org/matrix-sdk-crypto-wasm';
import type { ExportedKey } from './key-file.ts';

/** So many real keys of a room, each of a message that nobody has sent. */
export async function makeKeys(roomId: string, count: number): Promise<ExportedKey[]> {
	await initAsync();
	const machine = await OlmMachine.initialize(new UserId('@maker:localhost'), new DeviceId('MAKER'));
	const settings = new EncryptionSettings();
	settings.algorithm = EncryptionAlgorithm.MegolmV1AesSha2;
	for (let made = 0; made < count; made += 1) {
		await machine.shareRoomKey(new RoomId(roomId), [], settings);
		await machine.invalidateGroupSession(new RoomId(roomId));
	}
	return JSON.parse(await machine.exportRoomKeys(() => true)) as ExportedKey[];
}
