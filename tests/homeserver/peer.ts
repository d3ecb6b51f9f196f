import { rm } from 'node:fs/promises';
import { PeerChannel } from './peer-channel.ts';
import { matches, type PeerMessage, type PeerMessageMatch, received, type ToldMessage } from './received.ts';
import { temporaryDirectory } from './temporary-directory.ts';
import { Waiting } from './waiting.ts';

export type { PeerMessage, PeerMessageMatch } from './received.ts';

export interface PeerOptions {
	homeserver: { baseUrl: string };
	userId: string;
	password: string;
	/** Where its keys are kept, to come back as the same device; a temporary one otherwise. */
	storeDir?: string;
}

export interface PeerRoom {
	roomId: string;
	name: string;
	isEncrypted: boolean;
	joined: string[];
	invited: string[];
}

type PeerEvent =
	| { event: 'ready'; deviceId: string }
	| { event: 'message'; message: ToldMessage }
	| { event: 'invite'; roomId: string; inviter: string }
	| { event: 'typing'; roomId: string; userIds: string[] }
	| { event: 'receipt'; roomId: string; eventId: string; userId: string; isPrivate: boolean };

type Receipt = Omit<Extract<PeerEvent, { event: 'receipt' }>, 'event'>;

const defaultTimeoutMs = 30_000;

/** Another person, on a client that is not ours: matrix-nio, which trusts every device. */
export class Peer {
	readonly userId: string;
	#deviceId: string | undefined;
	readonly #channel: PeerChannel<PeerEvent>;
	readonly #messages = new Map<string, PeerMessage>();
	readonly #invites = new Map<string, string>();
	readonly #typing = new Map<string, string[]>();
	readonly #receipts: Receipt[] = [];
	readonly #waiting = new Waiting();
	#joinsInvites = false;
	#temporaryDir: string | undefined;

	/** Signs in and resolves after the first sync, when others can find its keys. */
	static async start({ homeserver, userId, password, storeDir }: PeerOptions): Promise<Peer> {
		const temporaryDir = storeDir ? undefined : await temporaryDirectory();
		const args = [homeserver.baseUrl, userId, storeDir ?? temporaryDir ?? ''];
		const peer = new Peer(userId, args, password, temporaryDir);
		const ready = peer.#waiting.for(
			() => peer.#deviceId,
			defaultTimeoutMs,
			() => `${userId} did not sign in`,
		);
		await Promise.race([ready, peer.#channel.failure()]);
		return peer;
	}

	private constructor(userId: string, args: string[], password: string, temporaryDir: string | undefined) {
		this.userId = userId;
		this.#temporaryDir = temporaryDir;
		this.#channel = new PeerChannel(args, password, (event) => this.#take(event));
	}

	get deviceId(): string {
		return this.#deviceId ?? '';
	}

	/** Ends it, without signing out. */
	async stop(): Promise<void> {
		await this.#channel.close();
		if (this.#temporaryDir) await rm(this.#temporaryDir, { recursive: true, force: true });
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.stop();
	}

	/** From now on joins every room that it is invited to, and those that it already is. */
	async joinInvites(): Promise<void> {
		this.#joinsInvites = true;
		await Promise.all([...this.#invites.keys()].map((roomId) => this.join(roomId)));
	}

	/** Waits for an invite (to `roomId` if given) and joins. @returns the room's id. */
	async acceptInvite(roomId?: string, timeoutMs = defaultTimeoutMs): Promise<string> {
		const invited = await this.waitForInvite(roomId, timeoutMs);
		await this.join(invited);
		return invited;
	}

	/** @returns the id of the room invited to. */
	async waitForInvite(roomId?: string, timeoutMs = defaultTimeoutMs): Promise<string> {
		const find = (): string | undefined => [...this.#invites.keys()].find((id) => !roomId || id === roomId);
		return this.#waiting.for(
			find,
			timeoutMs,
			() => `${this.userId} was not invited to ${roomId ?? 'any room'}`,
		);
	}

	async join(roomId: string): Promise<void> {
		this.#invites.delete(roomId);
		await this.#channel.call('join', { roomId });
	}

	async leave(roomId: string): Promise<void> {
		await this.#channel.call('leave', { roomId });
	}

	/** Makes an encrypted direct chat. @returns its room id. */
	async createDirect(userId: string): Promise<string> {
		return this.#channel.call('createDirect', { userId });
	}

	/** Makes a private room, encrypted unless said otherwise. @returns its id. */
	async createRoom(room: { name?: string; invite?: string[]; encrypted?: boolean }): Promise<string> {
		return this.#channel.call('createRoom', room);
	}

	async invite(roomId: string, userId: string): Promise<void> {
		await this.#channel.call('invite', { roomId, userId });
	}

	/** Sends any event, encrypted where the room is. @returns its event id, as all that send do. */
	async send(roomId: string, type: string, content: object): Promise<string> {
		return this.#channel.call('send', { roomId, type, content });
	}

	/** Encrypts what it sends there from now on with a new key. */
	async rotateKeys(roomId: string): Promise<void> {
		await this.#channel.call('rotateKeys', { roomId });
	}

	async sendText(roomId: string, body: string): Promise<string> {
		return this.send(roomId, 'm.room.message', { msgtype: 'm.text', body });
	}

	async sendHtml(roomId: string, html: string, body = html.replaceAll(/<[^>]*>/g, '')): Promise<string> {
		const formatted = { format: 'org.matrix.custom.html', formatted_body: html };
		return this.send(roomId, 'm.room.message', { msgtype: 'm.text', body, ...formatted });
	}

	async sendReply(roomId: string, toEventId: string, body: string): Promise<string> {
		const relation = { 'm.in_reply_to': { event_id: toEventId } };
		return this.send(roomId, 'm.room.message', { msgtype: 'm.text', body, 'm.relates_to': relation });
	}

	async sendInThread(roomId: string, rootEventId: string, body: string): Promise<string> {
		const fallback = { is_falling_back: true, 'm.in_reply_to': { event_id: rootEventId } };
		const relation = { rel_type: 'm.thread', event_id: rootEventId, ...fallback };
		return this.send(roomId, 'm.room.message', { msgtype: 'm.text', body, 'm.relates_to': relation });
	}

	async sendEdit(roomId: string, eventId: string, newBody: string): Promise<string> {
		return this.send(roomId, 'm.room.message', {
			msgtype: 'm.text',
			body: `* ${newBody}`,
			'm.new_content': { msgtype: 'm.text', body: newBody },
			'm.relates_to': { rel_type: 'm.replace', event_id: eventId },
		});
	}

	async sendReaction(roomId: string, eventId: string, key: string): Promise<string> {
		const relation = { rel_type: 'm.annotation', event_id: eventId, key };
		return this.send(roomId, 'm.reaction', { 'm.relates_to': relation });
	}

	/** Sends a file of this machine, encrypted where the room is; its name gives its type. */
	async sendFile(roomId: string, path: string): Promise<string> {
		return this.#channel.call('sendFile', { roomId, path });
	}

	/** Downloads and decrypts the attachment of a received message to `path`. */
	async saveFile(eventId: string, path: string): Promise<void> {
		await this.#channel.call('saveFile', { eventId, path });
	}

	/** The same with the picture of the first preview in a received message. MSC4095. */
	async savePreview(eventId: string, path: string): Promise<void> {
		await this.#channel.call('saveFile', { eventId, path, preview: true });
	}

	async redact(roomId: string, eventId: string, reason?: string): Promise<string> {
		return this.#channel.call('redact', { roomId, eventId, reason });
	}

	async setRoomName(roomId: string, name: string): Promise<string> {
		return this.#channel.call('setState', { roomId, type: 'm.room.name', content: { name } });
	}

	async setTyping(roomId: string, isTyping = true): Promise<void> {
		await this.#channel.call('setTyping', { roomId, isTyping });
	}

	async markRead(roomId: string, eventId: string): Promise<void> {
		await this.#channel.call('markRead', { roomId, eventId });
	}

	/** Writes its room keys to an encrypted key file, as Element's "export keys" does. */
	async exportKeys(path: string, passphrase: string): Promise<void> {
		await this.#channel.call('exportKeys', { path, passphrase });
	}

	async importKeys(path: string, passphrase: string): Promise<void> {
		await this.#channel.call('importKeys', { path, passphrase });
	}

	/** Waits until it knows a device and can encrypt for it: servers tell each other of new ones in their own time. */
	async waitForDevice(userId: string, deviceId: string, timeoutMs = defaultTimeoutMs): Promise<void> {
		await this.#channel.call('awaitDevice', { userId, deviceId, timeoutMs });
	}

	/** The rooms that it has joined, as of its last sync. */
	async rooms(): Promise<PeerRoom[]> {
		return this.#channel.call('rooms', {});
	}

	/** Everything received so far that is not state, its own events included, in the order of arrival. */
	messages(roomId?: string): PeerMessage[] {
		return [...this.#messages.values()].filter((message) => !roomId || message.roomId === roomId);
	}

	/** The first message, already received or yet to come, that matches. */
	async waitForMessage(match: PeerMessageMatch, timeoutMs = defaultTimeoutMs): Promise<PeerMessage> {
		const find = (): PeerMessage | undefined => this.messages().find((message) => matches(message, match));
		return this.#waiting.for(find, timeoutMs, () => {
			const seen = this.messages().map(({ type, body }) => `${type} ${body ?? ''}`);
			return `${this.userId} received no message like ${JSON.stringify(match) ?? match}, but [${seen.join(', ')}]`;
		});
	}

	/** Resolves while `userId` types in the room (or, with `isTyping: false`, does not). */
	async waitForTyping(
		roomId: string,
		userId: string,
		isTyping = true,
		timeoutMs = defaultTimeoutMs,
	): Promise<void> {
		const find = (): true | undefined =>
			(this.#typing.get(roomId) ?? []).includes(userId) === isTyping || undefined;
		await this.#waiting.for(find, timeoutMs, () => `${this.userId} saw no such typing by ${userId}`);
	}

	/** Resolves when the event, by `userId`'s public or private receipt, is read. */
	async waitForReceipt(eventId: string, userId: string, timeoutMs = defaultTimeoutMs): Promise<void> {
		const find = (): Receipt | undefined =>
			this.#receipts.find((receipt) => receipt.eventId === eventId && receipt.userId === userId);
		await this.#waiting.for(
			find,
			timeoutMs,
			() => `${this.userId} saw no receipt of ${eventId} by ${userId}`,
		);
	}

	#take(event: PeerEvent): void {
		if (event.event === 'ready') this.#deviceId = event.deviceId;
		if (event.event === 'message') {
			const { eventId } = event.message;
			this.#messages.set(eventId, received(event.message, this.#messages.get(eventId)));
		}
		if (event.event === 'invite') this.#takeInvite(event.roomId, event.inviter);
		if (event.event === 'typing') this.#typing.set(event.roomId, event.userIds);
		if (event.event === 'receipt') this.#receipts.push(event);
		this.#waiting.changed();
	}

	#takeInvite(roomId: string, inviter: string): void {
		this.#invites.set(roomId, inviter);
		// A failure shows in the test that waits for this peer to be in the room.
		if (this.#joinsInvites) this.join(roomId).catch(() => this.#invites.set(roomId, inviter));
	}
}
