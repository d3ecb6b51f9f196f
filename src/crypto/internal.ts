import type { OlmMachine } from '@matrix-org/matrix-sdk-crypto-wasm';
import type { IEvent, MatrixClient, MatrixEvent, Room } from 'matrix-js-sdk';
import type { CryptoApi, DeviceIsolationMode } from 'matrix-js-sdk/lib/crypto-api/index.js';
import type { RoomEncryptor } from 'matrix-js-sdk/lib/rust-crypto/RoomEncryptor.js';
import type { Content } from '../store/event-rows.ts';

/** What a sync response holds for crypto. Client-server API §Send-to-device, §End-to-end encryption. */
export interface CryptoChanges {
	toDeviceEvents: Partial<IEvent>[];
	deviceLists?: { changed?: string[]; left?: string[] };
	oneTimeKeysCounts?: Record<string, number>;
	unusedFallbackKeys?: string[];
	/** By sliding sync, where a count that is missing has not changed; by classic sync it is zero. */
	useMsc4186?: boolean;
}

/**
 * The parts of the SDK's crypto that its own sync loop and client call, marked internal there. They are
 * named here and nowhere else; `internal.test.ts` fails when the SDK changes them.
 */
export interface InternalCrypto extends CryptoApi {
	/** @returns the to-device messages, decrypted. */
	processSyncChanges(changes: CryptoChanges): Promise<{ message: { type: string; content: Content } }[]>;
	onSyncCompleted(state: { nextSyncToken?: string; catchingUp?: boolean }): void;
	onCryptoEvent(room: Room, event: MatrixEvent): Promise<void>;
	encryptEvent(event: MatrixEvent, room: Room): Promise<void>;
	markAllTrackedUsersAsDirty(): Promise<void>;
	/** Says which ways of verifying are offered to others. */
	setSupportedVerificationMethods(methods: string[]): void;
	/** Takes a verification event of a room; it waits for ever on one whose wire type is encrypted. */
	onLiveEventFromSync(event: MatrixEvent): Promise<void>;
	markRoomAsPendingKeyBundle(roomId: string, inviter: string): Promise<void>;
	maybeAcceptKeyBundle(roomId: string, inviter: string): Promise<boolean>;
	/** Gives somebody the keys of a room's earlier messages (MSC4268); nothing, from a device that is not confirmed. */
	shareRoomHistoryWithUser(roomId: string, userId: string): Promise<void>;
}

export const internalMethods = [
	'processSyncChanges',
	'onSyncCompleted',
	'onCryptoEvent',
	'encryptEvent',
	'markAllTrackedUsersAsDirty',
	'onLiveEventFromSync',
	'setSupportedVerificationMethods',
	'markRoomAsPendingKeyBundle',
	'maybeAcceptKeyBundle',
	'shareRoomHistoryWithUser',
] as const satisfies (keyof InternalCrypto)[];

/**
 * The machine below the SDK's crypto, for what the SDK does not pass on: counts of keys, and import in steps.
 * @throws Error when crypto was not started on this client.
 */
export function olmMachine(client: MatrixClient): OlmMachine {
	const { olmMachine } = internalCrypto(client) as unknown as { olmMachine?: OlmMachine };
	if (!olmMachine) throw new Error('the SDK has no machine any more');
	return olmMachine;
}

/**
 * Gives the key of a room's next message to its members before there is one. The public `prepareToEncrypt` does the
 * same, but tells neither when it has ended nor how.
 * @throws what crypto and the HTTP layer throw.
 */
export async function shareRoomKey(
	client: MatrixClient,
	{ roomId }: Room,
	mode: DeviceIsolationMode,
): Promise<void> {
	const { roomEncryptors } = internalCrypto(client) as unknown as {
		roomEncryptors: Partial<Record<string, RoomEncryptor>>;
	};
	await roomEncryptors[roomId]?.prepareForEncryption(false, mode);
}

/** @throws Error when crypto was not started on this client. */
export function internalCrypto(client: MatrixClient): InternalCrypto {
	const crypto = client.getCrypto();
	if (!crypto) throw new Error('crypto is not started');
	return crypto as InternalCrypto;
}

/** Has every key of this device uploaded to the next backup that is found, as if none ever was. */
export async function forgetBackedUp(client: MatrixClient): Promise<void> {
	const { olmMachine } = internalCrypto(client) as unknown as { olmMachine: OlmMachine };
	await olmMachine.disableBackup();
}
