import type { MatrixClient, MatrixEvent, Room } from 'matrix-js-sdk';
import {
	AllDevicesIsolationMode,
	type DeviceIsolationMode,
	OnlySignedDevicesIsolationMode,
} from 'matrix-js-sdk/lib/crypto-api/index.js';
import { internalCrypto, shareRoomKey } from '../crypto/internal.ts';
import { Failure } from '../failure.ts';
import type { AccountDatabase } from '../store/database.ts';
import { readRoomExclusion, readsExclusion } from '../store/settings.ts';

/** Leaves out devices that their owners have not confirmed, where the person wants it (MSC4153). */
export class Exclusion {
	readonly #db: AccountDatabase;
	readonly #client: MatrixClient;
	/** What holds in all rooms. */
	#mode: DeviceIsolationMode = new AllDevicesIsolationMode(false);

	constructor(db: AccountDatabase, client: MatrixClient) {
		this.#db = db;
		this.#client = client;
	}

	/**
	 * Has crypto exclude them everywhere, of sending and of reading, or take all. A device that is not confirmed
	 * itself can exclude nobody: crypto would encrypt nothing.
	 * @param isWanted what the store says, where that was read before
	 * @returns whether they are excluded now.
	 */
	async apply(isWanted?: boolean): Promise<boolean> {
		const isOn = (isWanted ?? (await readsExclusion(this.#db))) && (await this.#isConfirmed());
		this.#mode = isOn ? new OnlySignedDevicesIsolationMode() : new AllDevicesIsolationMode(false);
		internalCrypto(this.#client).setDeviceIsolationMode(this.#mode);
		return isOn;
	}

	/**
	 * Encrypts an event for the members of its room, or for their confirmed devices alone where that is wanted.
	 * @throws Failure `trustUnconfirmedHere` when it is, and this device is not confirmed itself.
	 */
	async encrypt(event: MatrixEvent, room: Room): Promise<void> {
		const crypto = internalCrypto(this.#client);
		const mode = await this.#modeIn(room.roomId);
		// The SDK knows no such choice for one room; it passes on the mode of the moment in which it is called.
		crypto.setDeviceIsolationMode(mode);
		const encrypted = crypto.encryptEvent(event, room);
		crypto.setDeviceIsolationMode(this.#mode);
		await encrypted;
	}

	/** Gives the key of the room's next message to whom `encrypt` would give it. @throws as `encrypt` does. */
	async shareKey(room: Room): Promise<void> {
		await shareRoomKey(this.#client, room, await this.#modeIn(room.roomId));
	}

	async #modeIn(roomId: string): Promise<DeviceIsolationMode> {
		const { isOn, isEverywhere } = await readRoomExclusion(this.#db, roomId);
		if (isEverywhere || !isOn) return this.#mode;
		if (!(await this.#isConfirmed())) throw new Failure('trustUnconfirmedHere');
		return new OnlySignedDevicesIsolationMode();
	}

	async #isConfirmed(): Promise<boolean> {
		const userId = this.#client.getSafeUserId();
		return (await internalCrypto(this.#client).getUserVerificationStatus(userId)).isCrossSigningVerified();
	}
}
