import { ClientEvent, type MatrixClient, MatrixEventEvent } from 'matrix-js-sdk';
import { decodeRecoveryKey, deriveRecoveryKeyFromPassphrase } from 'matrix-js-sdk/lib/crypto-api/index.js';
import type { UIAuthCallback } from 'matrix-js-sdk/lib/interactive-auth.js';
import { createMatrixClient } from '../../src/account/matrix-client.ts';
import { realDevices } from '../../src/crypto/real-devices.ts';
import { SecretKeys } from '../../src/crypto/secret-keys.ts';
import { stopClient } from '../homeserver/stop-client.ts';
import { untilTrue } from './driver/index.ts';
import type { World } from './world.ts';

/** Alice on another device with another client: bare matrix-js-sdk with its own sync loop, keys in memory. */
export class SdkClient {
	readonly #client: MatrixClient;
	readonly #secretKeys: SecretKeys;
	readonly #password: string;
	readonly #texts = new Set<string>();

	static async signIn({ servers, alice }: World): Promise<SdkClient> {
		const { userId, deviceId, token } = await servers.alice.login(alice.username, alice.password);
		const secretKeys = new SecretKeys();
		const client = createMatrixClient({
			baseUrl: servers.alice.baseUrl,
			userId,
			deviceId,
			accessToken: token,
			cryptoCallbacks: secretKeys.callbacks,
		});
		await client.initRustCrypto({ useIndexedDB: false });
		const other = new SdkClient(client, secretKeys, alice.password);
		await client.startClient();
		await untilTrue('the other client to be in sync', async () => client.isInitialSyncComplete());
		return other;
	}

	private constructor(client: MatrixClient, secretKeys: SecretKeys, password: string) {
		this.#client = client;
		this.#secretKeys = secretKeys;
		this.#password = password;
		client.on(ClientEvent.Event, (event) => {
			const note = (): void => void this.#texts.add(String(event.getContent().body));
			event.on(MatrixEventEvent.Decrypted, note);
			note();
		});
	}

	/** Makes the account's identity, as other clients do. @returns its recovery key. */
	async createIdentity(passphrase?: string): Promise<string> {
		const made = await this.#crypto.createRecoveryKeyFromPassphrase(passphrase);
		if ((await this.#crypto.getCrossSigningKeyId()) === null) {
			await this.#crypto.bootstrapCrossSigning({ authUploadDeviceSigningKeys: this.#auth });
		}
		await this.#secretKeys.using(undefined, () =>
			this.#crypto.bootstrapSecretStorage({
				createSecretStorageKey: async () => made,
				setupNewSecretStorage: true,
				setupNewKeyBackup: true,
			}),
		);
		return made.encodedPrivateKey ?? '';
	}

	/** Puts a new identity in the place of the account's, as other clients do. @returns its recovery key. */
	async resetIdentity(): Promise<string> {
		await this.#crypto.resetEncryption(this.#auth);
		return await this.createIdentity();
	}

	/** Confirms itself with the account's recovery key. */
	async recover(recoveryKey: string): Promise<void> {
		await this.#recover(decodeRecoveryKey(recoveryKey));
	}

	/** Confirms itself with the passphrase that the account's recovery key is made from. */
	async recoverByPassphrase(passphrase: string): Promise<void> {
		const info = (await this.#client.secretStorage.getKey())?.[1].passphrase ?? fail();
		await this.#recover(
			await deriveRecoveryKeyFromPassphrase(passphrase, info.salt, info.iterations, info.bits),
		);
	}

	async #recover(key: Uint8Array<ArrayBuffer>): Promise<void> {
		const [id] = (await this.#client.secretStorage.getKey()) ?? [''];
		await this.#secretKeys.using({ id, key }, async () => {
			await this.#crypto.userHasCrossSigningKeys(this.#client.getSafeUserId(), true);
			await this.#crypto.bootstrapCrossSigning({});
			await this.#crypto.loadSessionBackupPrivateKeyFromSecretStorage();
			await this.#crypto.checkKeyBackupAndEnable();
		});
	}

	/** Whether all secrets are in secret storage under its one key, and the backup is signed by the identity. */
	async isInOrder(): Promise<boolean> {
		const info = await this.#crypto.getKeyBackupInfo();
		const isTrusted = info !== null && (await this.#crypto.isKeyBackupTrusted(info)).trusted;
		return isTrusted && (await this.#crypto.isSecretStorageReady());
	}

	/** How many of the account's devices its identity has confirmed, the dehydrated one aside. */
	async confirmedDevices(): Promise<number> {
		const userId = this.#client.getSafeUserId();
		const devices = (await this.#crypto.getUserDeviceInfo([userId], true)).get(userId);
		const status = realDevices(devices).map(({ deviceId }) =>
			this.#crypto.getDeviceVerificationStatus(userId, deviceId),
		);
		return (await Promise.all(status)).filter((one) => one?.signedByOwner).length;
	}

	/** The public key that stands for the account's identity, as the homeserver has it. */
	async masterKey(): Promise<string | undefined> {
		const userId = this.#client.getSafeUserId();
		await this.#crypto.userHasCrossSigningKeys(userId, true);
		const keys = await this.#crypto.getUserCrossSigningKeys(userId);
		return Object.values(keys?.master_key?.keys ?? {})[0];
	}

	/** Waits until it can read that message. */
	async read(text: string): Promise<void> {
		await untilTrue(`the other client to read "${text}"`, async () => this.#texts.has(text), 30_000);
	}

	async stop(): Promise<void> {
		await stopClient(this.#client);
	}

	get #crypto() {
		return this.#client.getCrypto() ?? fail();
	}

	readonly #auth: UIAuthCallback<void> = async (makeRequest) =>
		await makeRequest(null).catch((error: { data?: { session?: string } }) =>
			makeRequest({
				type: 'm.login.password',
				identifier: { type: 'm.id.user', user: this.#client.getSafeUserId() },
				password: this.#password,
				session: error.data?.session,
			}),
		);
}

function fail(): never {
	throw new Error('crypto is not started');
}
