import { type MatrixClient, MatrixEvent, Method, type Room } from 'matrix-js-sdk';
import type { SdkRooms } from '../crypto/sdk-rooms.ts';
import { Failure } from '../failure.ts';
import type { AccountDatabase } from '../store/database.ts';
import type { Content } from '../store/event-rows.ts';
import type { RoomRow } from '../store/room-rows.ts';
import { type CacheKey, unseal } from '../store/seal.ts';
import { adopt } from './adopt.ts';
import { type Finding, findSent } from './find-sent.ts';
import type { OutboxQueue, QueuedRow } from './queue.ts';

/** An event as it travels. */
export interface Wire {
	type: string;
	content: Content;
}

/** How messages reach the homeserver. All of it throws what the HTTP layer throws. */
export interface Delivery {
	/** The device that sends. */
	readonly deviceId: string;
	/**
	 * Gives the message ready to travel, encrypted for the members of this moment.
	 * @throws Failure `notAllowed`, or `identityChanged` until the person has decided.
	 */
	wrap(row: QueuedRow): Promise<Wire>;
	/** @returns the event id. */
	put(row: QueuedRow, wire: Wire): Promise<string>;
	/** Looks for a message whose answer never came. */
	find(row: QueuedRow): Promise<Finding>;
}

/** After so many a room that is not here is taken as one that the account is no longer in. */
const triesWithoutRoom = 10;

const redaction = 'm.room.redaction';

export interface DeliveryOptions {
	db: AccountDatabase;
	cacheKey: CacheKey;
	client: MatrixClient;
	rooms: SdkRooms;
	queue: OutboxQueue;
	trust: {
		/** @throws Failure `identityChanged` while nothing may be sent there. */
		mustBeDecided(roomId: string): Promise<void>;
		/** Encrypts for whoever is to be able to read in that room. */
		encrypt(event: MatrixEvent, room: Room): Promise<void>;
	};
	files: {
		/** Uploads the files of a message that are not yet, and gives the message with their addresses. */
		place(transactionId: string, content: Content, isEncrypted: boolean): Promise<Content>;
		/** The message has left. */
		sent(transactionId: string, content: Content): Promise<void>;
	};
}

/** Delivers to the account's homeserver, end-to-end encrypted where the room is. */
export function homeserverDelivery(options: DeliveryOptions): Delivery {
	const { db, cacheKey, client, rooms, queue, trust, files } = options;
	/** The room that a message goes to. @throws Failure when nothing can be sent there. */
	const roomOf = async ({ roomId, attempt, type, isClearTextAccepted }: QueuedRow): Promise<RoomRow> => {
		const room = await db.rooms.get(roomId);
		// While a store comes in anew, or a large account for the first time, its rooms are still on their way.
		if (!room && attempt < triesWithoutRoom) throw new Failure('unreachable');
		if (room?.membership !== 'join') throw new Failure('notAllowed');
		if (!room.isEncrypted && !isClearTextAccepted && type !== redaction) throw new Failure('notAllowed');
		return room;
	};
	return {
		deviceId: client.getDeviceId() ?? '',
		async wrap(row) {
			const { roomId, transactionId, type, sealed } = row;
			const { isEncrypted } = await roomOf(row);
			const opened = await unseal(cacheKey, sealed);
			// Homeservers take it in clear alone; it names an event, and says nothing.
			if (type === redaction) return { type, content: opened };
			const content = await files.place(transactionId, opened, isEncrypted);
			// Uploading takes its time: a room that was encrypted meanwhile gets other files, at the next try.
			if (content !== opened && (await roomOf(row)).isEncrypted !== isEncrypted)
				throw new Failure('unreachable');
			if (!isEncrypted) return { type, content };
			const event = new MatrixEvent({ room_id: roomId, sender: client.getSafeUserId(), type, content });
			const recipients = await rooms.forEncryption(roomId);
			await trust.mustBeDecided(roomId);
			await trust.encrypt(event, recipients);
			// Encrypting asks for keys that may have changed.
			await trust.mustBeDecided(roomId);
			if (event.getWireType() !== 'm.room.encrypted') throw new Failure('unknown');
			return { type: event.getWireType(), content: event.getWireContent() };
		},
		/** Client-server API §`PUT /rooms/{roomId}/send/{eventType}/{txnId}`, or `/redact/{eventId}/{txnId}`. */
		async put({ roomId, transactionId, sealed }, { type, content }) {
			const { redacts, ...rest } = content;
			const isRedaction = type === redaction;
			const what = isRedaction ? ['redact', String(redacts)] : ['send', type];
			const path = `/rooms/${[roomId, ...what, transactionId].map(encodeURIComponent).join('/')}`;
			const { event_id: eventId } = await client.http.authedRequest<{ event_id?: unknown }>(
				Method.Put,
				path,
				undefined,
				isRedaction ? rest : content,
			);
			if (typeof eventId !== 'string') throw new SyntaxError('an answer without an event id');
			await files.sent(transactionId, await unseal(cacheKey, sealed));
			return eventId;
		},
		async find(row) {
			// To delete it once more does no harm.
			if (row.type === redaction) return { kind: 'absent' };
			const finding = await findSent(client, queue, row);
			if (finding.kind === 'here') await adopt(db, cacheKey, row, finding.eventId);
			return finding;
		},
	};
}
