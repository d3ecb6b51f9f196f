import { ClientEvent, type MatrixClient, Method, SyncState } from 'matrix-js-sdk';
import {
	CryptoEvent,
	type ShowSasCallbacks,
	VerificationPhase,
	type VerificationRequest,
	VerificationRequestEvent,
	VerifierEvent,
} from 'matrix-js-sdk/lib/crypto-api/index.js';
import { createMatrixClient } from '../../src/account/matrix-client.ts';
import type { InternalCrypto } from '../../src/crypto/internal.ts';
import type { Homeserver } from './homeserver.ts';
import { stopClient } from './stop-client.ts';
import { Waiting } from './waiting.ts';

const patienceMs = 30_000;

/** A bare matrix-js-sdk client with its own sync loop and Rust crypto: what Element Web runs. */
export class SdkDevice {
	readonly client: MatrixClient;
	readonly deviceId: string;
	readonly #requests: VerificationRequest[] = [];
	readonly #waiting = new Waiting();

	/** Signs in as a new device; resolves after its first sync, when others can know of it. */
	static async signIn(
		server: Pick<Homeserver, 'baseUrl' | 'login'>,
		{ username, password }: { username: string; password: string },
		name: string,
	): Promise<SdkDevice> {
		const { userId, deviceId, token } = await server.login(username, password, name);
		const client = createMatrixClient({ baseUrl: server.baseUrl, userId, deviceId, accessToken: token });
		await client.initRustCrypto({ useIndexedDB: false });
		const device = new SdkDevice(client, deviceId);
		const { promise, resolve } = Promise.withResolvers<void>();
		client.on(ClientEvent.Sync, (state) => state === SyncState.Prepared && resolve());
		await client.startClient({ lazyLoadMembers: true });
		await promise;
		await device.learnOwnDevices();
		return device;
	}

	private constructor(client: MatrixClient, deviceId: string) {
		this.client = client;
		this.deviceId = deviceId;
		client.on(CryptoEvent.VerificationRequestReceived, (request) => this.#hold(request));
		for (const event of [
			CryptoEvent.KeyBackupDecryptionKeyCached,
			CryptoEvent.UserTrustStatusChanged,
		] as const) {
			client.on(event, () => this.#waiting.changed());
		}
	}

	get crypto(): InternalCrypto {
		return this.client.getCrypto() as InternalCrypto;
	}

	/** Makes the identity of an account that has none. */
	async setUpIdentity(): Promise<void> {
		await this.crypto.bootstrapCrossSigning({
			authUploadDeviceSigningKeys: async (makeRequest) => {
				await makeRequest(null);
			},
		});
	}

	/** Puts a new identity in the place of the account's, as other clients do. */
	async resetIdentity({ username, password }: { username: string; password: string }): Promise<void> {
		await this.crypto.bootstrapCrossSigning({
			setupNewCrossSigning: true,
			authUploadDeviceSigningKeys: async (makeRequest) => {
				await makeRequest(null).catch(async ({ data }: { data: { session: string } }) => {
					const identifier = { type: 'm.id.user', user: username };
					await makeRequest({ type: 'm.login.password', identifier, password, session: data.session });
				});
			},
		});
	}

	/** Asks the person of a room. */
	async askPerson(userId: string, roomId: string): Promise<VerificationRequest> {
		return this.#hold(await this.crypto.requestVerificationDM(userId, roomId));
	}

	/** Asks the homeserver for the account's devices of the moment: a request of one that is not known is dropped. */
	async learnOwnDevices(): Promise<void> {
		await this.crypto.userHasCrossSigningKeys(this.client.getSafeUserId(), true);
	}

	/** Asks the account's other devices. */
	async askOwnDevices(): Promise<VerificationRequest> {
		await this.learnOwnDevices();
		return this.#hold(await this.crypto.requestOwnUserVerification());
	}

	/** Waits for the next request that came and was not given out yet. */
	async nextRequest(): Promise<VerificationRequest> {
		const request = await this.until('to be asked', () =>
			this.#requests.find(({ phase }) => phase === VerificationPhase.Requested),
		);
		this.#requests.splice(this.#requests.indexOf(request), 1);
		return request;
	}

	/** Whether a request came to it that was not given out. */
	get wasAsked(): boolean {
		return this.#requests.length > 0;
	}

	async untilPhase(request: VerificationRequest, phase: VerificationPhase): Promise<void> {
		await this.until(
			`the phase ${VerificationPhase[phase]}`,
			() => request.phase === phase || undefined,
			() => VerificationPhase[request.phase],
		);
	}

	/** Takes part in the comparison of emoji, begun by either side. @returns what is shown, and how to answer. */
	async compare(request: VerificationRequest): Promise<{ emoji: string[]; sas: ShowSasCallbacks }> {
		const verifier = await this.until('the comparison to begin', () => request.verifier);
		verifier.on(VerifierEvent.ShowSas, () => this.#waiting.changed());
		verifier.verify().catch(() => undefined);
		const sas = await this.until('the emoji', () => verifier.getShowSasCallbacks() ?? undefined);
		return { emoji: (sas.sas.emoji ?? []).map(([symbol]) => symbol), sas };
	}

	/** Sends any to-device event in clear to all devices of a user. */
	async sendToDevice(userId: string, type: string, content: Record<string, unknown>): Promise<void> {
		await this.client.sendToDevice(type, new Map([[userId, new Map([['*', content]])]]));
	}

	/** How many keys the account's backup holds on the homeserver. */
	async keysInBackup(): Promise<number> {
		const path = '/room_keys/version';
		return (await this.client.http.authedRequest<{ count: number }>(Method.Get, path)).count;
	}

	/** Waits until `find` gives something; looks whenever a verification or a trust changes. */
	async until<T>(what: string, find: () => T | undefined, now: () => string = () => ''): Promise<T> {
		const name = `${this.client.getUserId()} ${this.deviceId}`;
		return this.#waiting.for(find, patienceMs, () => `${name} waited for ${what} ${now()}`);
	}

	async stop(): Promise<void> {
		await stopClient(this.client);
	}

	#hold(request: VerificationRequest): VerificationRequest {
		if (!request.initiatedByMe) this.#requests.push(request);
		request.on(VerificationRequestEvent.Change, () => this.#waiting.changed());
		this.#waiting.changed();
		return request;
	}
}
