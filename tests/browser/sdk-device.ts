import {
	ClientEvent,
	type MatrixClient,
	MatrixEvent,
	MatrixEventEvent,
	Method,
	Preset,
	type Room,
} from 'matrix-js-sdk';
import {
	AllDevicesIsolationMode,
	DecryptionFailureCode,
	decodeRecoveryKey,
	OnlySignedDevicesIsolationMode,
} from 'matrix-js-sdk/lib/crypto-api/index.js';
import { createMatrixClient } from '../../src/account/matrix-client.ts';
import { internalCrypto } from '../../src/crypto/internal.ts';
import type { Homeserver } from '../homeserver/homeserver.ts';
import { stopClient } from '../homeserver/stop-client.ts';
import { until, untilTrue } from './driver/index.ts';
import type { Person } from './world.ts';

/** The SDK's own machine, for what no public call does: to block a device, to confirm a person alone. */
interface Machine {
	getIdentity(user: unknown): Promise<{ verify(): Promise<{ body: string }> } | undefined>;
	getDevice(user: unknown, device: unknown): Promise<{ setLocalTrust(trust: number): Promise<void> }>;
}

const trust = { blacklisted: 1, unset: 3 };

/** A device of somebody's on a bare matrix-js-sdk with Rust crypto, which is what Element Web runs. */
export class SdkDevice {
	readonly client: MatrixClient;
	readonly deviceId: string;
	/** What it could read, in the order in which it came. */
	readonly texts: string[] = [];
	readonly #wire: Wire;
	#isWithheld = false;
	readonly #secret: { key?: Uint8Array<ArrayBuffer> };
	readonly #person: { user: string; password: string };

	/** Signs in as a new device; resolves after its first sync. */
	static async signIn(
		server: Homeserver,
		{ username, password }: Person,
		name = 'Phone',
	): Promise<SdkDevice> {
		const { userId, deviceId, token } = await server.login(username, password, name);
		const wire = new Wire();
		const secret: { key?: Uint8Array<ArrayBuffer> } = {};
		const client = createMatrixClient({
			baseUrl: server.baseUrl,
			userId,
			deviceId,
			accessToken: token,
			fetchFn: (input, init) => wire.fetch(input, init),
			cryptoCallbacks: {
				getSecretStorageKey: async ({ keys }) => {
					const id = Object.keys(keys)[0];
					return secret.key && id !== undefined ? [id, secret.key] : null;
				},
				cacheSecretStorageKey: (_id, _info, key) => {
					secret.key = new Uint8Array(key);
				},
			},
		});
		await client.initRustCrypto({ useIndexedDB: false });
		const device = new SdkDevice(client, deviceId, wire, secret, { user: username, password });
		const { promise: isPrepared, resolve } = Promise.withResolvers<void>();
		client.on(ClientEvent.Sync, (state) => state === 'PREPARED' && resolve());
		await client.startClient();
		await isPrepared;
		return device;
	}

	private constructor(
		client: MatrixClient,
		deviceId: string,
		wire: Wire,
		secret: { key?: Uint8Array<ArrayBuffer> },
		person: { user: string; password: string },
	) {
		this.client = client;
		this.deviceId = deviceId;
		this.#wire = wire;
		this.#secret = secret;
		this.#person = person;
		client.on(ClientEvent.Event, (event) => {
			if (event.isEncrypted()) event.on(MatrixEventEvent.Decrypted, () => this.#read(event));
			this.#read(event);
		});
	}

	/** Makes the account's identity, with a key backup if wanted. @returns the recovery key. */
	async createIdentity({ hasBackup }: { hasBackup: boolean }): Promise<string> {
		const crypto = internalCrypto(this.client);
		await crypto.bootstrapCrossSigning({
			setupNewCrossSigning: true,
			authUploadDeviceSigningKeys: async (makeRequest) => {
				await makeRequest(null).catch(async ({ data }: { data: { session: string } }) => {
					const { user, password } = this.#person;
					const identifier = { type: 'm.id.user', user };
					await makeRequest({ type: 'm.login.password', identifier, password, session: data.session });
				});
			},
		});
		const key = await crypto.createRecoveryKeyFromPassphrase();
		await crypto.bootstrapSecretStorage({
			createSecretStorageKey: async () => key,
			setupNewSecretStorage: true,
			setupNewKeyBackup: hasBackup,
		});
		return key.encodedPrivateKey ?? '';
	}

	/** Takes the account's identity and key backup over, as a person with the recovery key does. */
	async recover(recoveryKey: string): Promise<void> {
		const crypto = internalCrypto(this.client);
		this.#secret.key = decodeRecoveryKey(recoveryKey);
		await crypto.userHasCrossSigningKeys(this.client.getSafeUserId(), true);
		await crypto.bootstrapCrossSigning({});
		await crypto.loadSessionBackupPrivateKeyFromSecretStorage();
		await crypto.checkKeyBackupAndEnable();
	}

	/** Makes an encrypted room. @returns its id. */
	async makeRoom(name: string, invite: string[]): Promise<string> {
		const { room_id: roomId } = await this.client.createRoom({
			name,
			preset: Preset.PrivateChat,
			invite,
			initial_state: [
				{ type: 'm.room.encryption', state_key: '', content: { algorithm: 'm.megolm.v1.aes-sha2' } },
			],
		});
		return roomId;
	}

	async join(roomId: string): Promise<void> {
		await until('the invite', async () => this.client.getRoom(roomId) ?? undefined);
		await this.client.joinRoom(roomId);
	}

	/** Waits until it has heard that somebody joined: what it sends before does not reach them. */
	async untilJoined(roomId: string, userId: string): Promise<void> {
		const membership = (): string | undefined => this.client.getRoom(roomId)?.getMember(userId)?.membership;
		await untilTrue(`${userId} to join`, async () => membership() === 'join');
	}

	async sendText(roomId: string, body: string): Promise<void> {
		await this.#room(roomId);
		await this.client.sendTextMessage(roomId, body);
	}

	/** Sends a text whose ciphertext was altered on its way. */
	async sendDamaged(roomId: string, body: string): Promise<void> {
		const content = { msgtype: 'm.text', body };
		const event = new MatrixEvent({
			room_id: roomId,
			sender: this.client.getSafeUserId(),
			type: 'm.room.message',
			content,
		});
		await internalCrypto(this.client).encryptEvent(event, await this.#room(roomId));
		const { ciphertext, ...rest } = event.getWireContent();
		const middle = String(ciphertext).length >> 1;
		const other = ciphertext[middle] === 'A' ? 'B' : 'A';
		const damaged = ciphertext.slice(0, middle) + other + ciphertext.slice(middle + 1);
		const path = `/rooms/${encodeURIComponent(roomId)}/send/m.room.encrypted/${crypto.randomUUID()}`;
		await this.client.http.authedRequest(Method.Put, path, undefined, { ...rest, ciphertext: damaged });
	}

	/** What it sends there from now on has a new key. */
	async rotateKeys(roomId: string): Promise<void> {
		await internalCrypto(this.client).forceDiscardSession(roomId);
	}

	/** Whether it gives keys to confirmed devices alone (MSC4153). */
	excludeUnconfirmed(isOn: boolean): void {
		internalCrypto(this.client).setDeviceIsolationMode(
			isOn ? new OnlySignedDevicesIsolationMode() : new AllDevicesIsolationMode(false),
		);
	}

	/** Blocks another's device, or no more; `code` is what its owner is told. */
	async block(
		userId: string,
		deviceId: string,
		code: 'm.blacklisted' | 'm.unauthorised' | undefined,
	): Promise<void> {
		const { UserId, DeviceId } = await import('@matrix-org/matrix-sdk-crypto-wasm');
		const { olmMachine } = internalCrypto(this.client) as unknown as { olmMachine: Machine };
		await this.untilKnown(userId, deviceId);
		const device = await olmMachine.getDevice(new UserId(userId), new DeviceId(deviceId));
		await device.setLocalTrust(code ? trust.blacklisted : trust.unset);
		this.#wire.withheldCode = code ?? 'm.blacklisted';
	}

	/** Confirms another person's identity, as after comparing emoji. */
	async confirm(userId: string): Promise<void> {
		const { UserId } = await import('@matrix-org/matrix-sdk-crypto-wasm');
		const { olmMachine } = internalCrypto(this.client) as unknown as { olmMachine: Machine };
		await internalCrypto(this.client).userHasCrossSigningKeys(userId, true);
		const identity = await until('the identity', () => olmMachine.getIdentity(new UserId(userId)));
		const { body } = await identity.verify();
		await this.client.http.authedRequest(
			Method.Post,
			'/keys/signatures/upload',
			undefined,
			JSON.parse(body) as object,
		);
	}

	/** Waits until it knows another's device. */
	async untilKnown(userId: string, deviceId: string): Promise<void> {
		await untilTrue(`${deviceId} of ${userId} to be known`, async () => {
			const devices = await internalCrypto(this.client).getUserDeviceInfo([userId], true);
			return devices.get(userId)?.has(deviceId) ?? false;
		});
	}

	/** Keys for others stay on the way until `releaseKeys`. */
	holdKeys(): void {
		this.#wire.isHolding = true;
	}

	async releaseKeys(): Promise<void> {
		await this.#wire.release();
	}

	async untilRead(text: string): Promise<void> {
		await untilTrue(`${this.client.getUserId()} to read "${text}"`, async () => this.texts.includes(text));
	}

	/** Waits until a message came whose key its sender keeps from this device. */
	async untilWithheld(): Promise<void> {
		await untilTrue('a key to be withheld', async () => this.#isWithheld);
	}

	/** Waits until the account's key backup holds that many keys: the SDK puts them there within ten seconds. */
	async untilBackedUp(count: number): Promise<void> {
		const isThere = async (): Promise<boolean> => {
			const backup = await this.client.http.authedRequest<{ count: number }>(
				Method.Get,
				'/room_keys/version',
			);
			return backup.count >= count;
		};
		await untilTrue(`${count} keys in the backup`, isThere, 30_000);
	}

	/** Signs the device out: nobody has its keys any more. */
	async signOut(): Promise<void> {
		await this.client.logout(true);
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await stopClient(this.client);
	}

	async #room(roomId: string): Promise<Room> {
		return until('the room to be encrypted', async () => {
			const isEncrypted = await internalCrypto(this.client).isEncryptionEnabledInRoom(roomId);
			return isEncrypted ? (this.client.getRoom(roomId) ?? undefined) : undefined;
		});
	}

	#read(event: MatrixEvent): void {
		if (event.decryptionFailureReason === DecryptionFailureCode.MEGOLM_KEY_WITHHELD_FOR_UNVERIFIED_DEVICE) {
			this.#isWithheld = true;
		}
		const { body } = event.getContent();
		if (event.getType() === 'm.room.message' && !event.isDecryptionFailure()) this.texts.push(String(body));
	}
}

/** What goes over the net, where a test puts its hand in. */
class Wire {
	isHolding = false;
	withheldCode = 'm.blacklisted';
	readonly #held: (() => Promise<unknown>)[] = [];

	async fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
		const url = String(input);
		if (this.isHolding && url.includes('/sendToDevice/m.room.encrypted/')) {
			this.#held.push(() => fetch(input, init));
			return Response.json({});
		}
		if (url.includes('/sendToDevice/m.room_key.withheld/') && typeof init?.body === 'string') {
			return fetch(input, { ...init, body: init.body.replaceAll('m.blacklisted', this.withheldCode) });
		}
		return fetch(input, init);
	}

	async release(): Promise<void> {
		this.isHolding = false;
		await Promise.all(this.#held.splice(0).map((send) => send()));
	}
}
