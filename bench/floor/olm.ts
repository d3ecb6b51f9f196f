// Runs in Messa's own background: the bare machine on the account's crypto store, for comparison.
import {
	DecryptionSettings,
	DeviceId,
	initAsync,
	OlmMachine,
	RoomId,
	StoreHandle,
	TrustRequirement,
	UserId,
} from '@matrix-org/matrix-sdk-crypto-wasm';
import { cryptoStorePrefix } from '../../src/crypto/crypto-store.ts';
import { readActiveAccount } from '../../src/store/active-account.ts';
import { AccountDatabase } from '../../src/store/database.ts';
import { readVaultKey } from '../../src/store/vault.ts';
import { vaultKeysOf } from '../../src/store/vault-keys.ts';

/** An encrypted event as `/messages` gives it. */
export interface EncryptedEvent {
	room_id: string;
	event_id: string;
}

/** Decrypts events one after the other. @returns how many a second. */
export async function decryptionRate(events: EncryptedEvent[]): Promise<number> {
	const machine = await openMachine();
	const settings = new DecryptionSettings(TrustRequirement.Untrusted);
	const texts = events.map((event) => JSON.stringify(event));
	const begun = performance.now();
	for (const [index, text] of texts.entries()) {
		await machine.decryptRoomEvent(text, new RoomId(events[index]?.room_id ?? ''), settings);
	}
	const tookMs = performance.now() - begun;
	machine.close();
	return (events.length / tookMs) * 1000;
}

async function openMachine(): Promise<OlmMachine> {
	await initAsync();
	const db = new AccountDatabase((await readActiveAccount()) ?? '');
	const [vault, session] = await Promise.all([db.vault.get('vault'), db.session.get('session')]);
	db.close();
	if (!vault || !session) throw new Error('nobody is signed in');
	const { cryptoStoreKey } = await vaultKeysOf(await readVaultKey(session.userId, vault));
	const prefix = cryptoStorePrefix(session.userId, session.deviceId);
	const store = await StoreHandle.openWithKey(prefix, cryptoStoreKey);
	return OlmMachine.initFromStore(new UserId(session.userId), new DeviceId(session.deviceId), store);
}
