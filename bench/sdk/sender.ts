import { EventTimeline, type MatrixClient, MatrixEvent, Method, Room } from 'matrix-js-sdk';
import { createMatrixClient } from '../../src/account/matrix-client.ts';
import { encryptBlob } from '../../src/attachment/cipher.ts';
import { internalCrypto } from '../../src/crypto/internal.ts';
import type { BenchAccount, BenchLogin, Synapse } from '../seed/synapse.ts';
import { makeEncryptedRoom } from './encrypted-room.ts';

interface StateEvent {
	type: string;
	state_key: string;
	sender: string;
	content: Record<string, unknown>;
}

/** A matrix-js-sdk device in this process that only sends, encrypted: it runs no sync. */
export class Sender {
	readonly client: MatrixClient;
	readonly #server: Synapse;
	readonly #login: BenchLogin;
	readonly #rooms = new Map<string, Promise<Room>>();

	static async signIn(server: Synapse, account: BenchAccount): Promise<Sender> {
		const { userId, deviceId, token } = await server.login(account);
		const client = createMatrixClient({ baseUrl: server.baseUrl, userId, deviceId, accessToken: token });
		await client.initRustCrypto({ useIndexedDB: false });
		// Its own keys are to be on the homeserver before anybody hears of it.
		internalCrypto(client).onSyncCompleted({});
		return new Sender(server, { userId, deviceId, token }, client);
	}

	private constructor(server: Synapse, login: BenchLogin, client: MatrixClient) {
		this.#server = server;
		this.#login = login;
		this.client = client;
	}

	/** Makes an encrypted room with others, who join it. @returns its id. */
	async makeRoom(name: string, others: BenchLogin[]): Promise<string> {
		return makeEncryptedRoom(this.#server, this.#login, name, others);
	}

	/** Sends a text, encrypted for all devices that the room's members have when it is first sent to. */
	async sendText(roomId: string, body: string): Promise<void> {
		await this.#send(roomId, { msgtype: 'm.text', body });
	}

	/** Uploads a file, encrypted, and sends it. */
	async sendFile(roomId: string, name: string, file: Blob): Promise<void> {
		const { blob, fileKey } = await encryptBlob(file);
		const type = 'application/octet-stream';
		const response = await fetch(`${this.#server.baseUrl}/_matrix/media/v3/upload`, {
			method: 'POST',
			headers: { Authorization: `Bearer ${this.#login.token}`, 'Content-Type': type },
			body: blob,
		});
		const { content_uri: url } = (await response.json()) as { content_uri?: string };
		if (!url) throw new Error(`the file was not uploaded: ${response.status}`);
		const info = { mimetype: type, size: file.size };
		await this.#send(roomId, { msgtype: 'm.file', body: name, info, file: { ...fileKey, url } });
	}

	async #send(roomId: string, content: object): Promise<void> {
		const room = await this.#room(roomId);
		const sender = this.client.getSafeUserId();
		const event = new MatrixEvent({ room_id: roomId, sender, type: 'm.room.message', content });
		await internalCrypto(this.client).encryptEvent(event, room);
		const path = `/rooms/${encodeURIComponent(roomId)}/send/m.room.encrypted/${crypto.randomUUID()}`;
		await this.client.http.authedRequest(Method.Put, path, undefined, event.getWireContent());
	}

	stop(): void {
		this.client.stopClient();
	}

	#room(roomId: string): Promise<Room> {
		const known = this.#rooms.get(roomId) ?? this.#build(roomId);
		this.#rooms.set(roomId, known);
		return known;
	}

	async #build(roomId: string): Promise<Room> {
		const path = `/rooms/${encodeURIComponent(roomId)}/state`;
		const state = await this.client.http.authedRequest<StateEvent[]>(Method.Get, path);
		const events = state.map((event) => new MatrixEvent({ ...event, room_id: roomId }));
		const room = new Room(roomId, this.client, this.client.getSafeUserId());
		room.getLiveTimeline().getState(EventTimeline.FORWARDS)?.setStateEvents(events);
		this.client.store.storeRoom(room);
		const encryption = events.find((event) => event.getType() === 'm.room.encryption');
		if (!encryption) throw new Error(`${roomId} is not encrypted`);
		await internalCrypto(this.client).onCryptoEvent(room, encryption);
		return room;
	}
}
