import { type MatrixClient, MatrixEvent, Method } from 'matrix-js-sdk';
import { isTransient, requestFailure } from '../account/request-failure.ts';
import { internalCrypto } from '../crypto/internal.ts';
import type { SdkRooms } from '../crypto/sdk-rooms.ts';
import { Failure } from '../failure.ts';
import { log } from '../log.ts';
import type { AccountDatabase } from '../store/database.ts';
import type { OutboxRow } from '../store/rows.ts';
import { type CacheKey, unseal } from '../store/seal.ts';
import { backoffMs } from '../sync/backoff.ts';

export interface SenderOptions {
	db: AccountDatabase;
	cacheKey: CacheKey;
	client: MatrixClient;
	rooms: SdkRooms;
}

type StoredRow = OutboxRow & { sequence: number };

/**
 * Sends what the outbox holds: each room's messages in order, one at a time, different rooms side by side.
 * A row keeps its transaction id through every try, so that the homeserver keeps one event however often
 * it is asked. Client-server API §Transaction identifiers.
 */
export class OutboxSender {
	readonly #options: SenderOptions;
	readonly #busy = new Map<string, Promise<void>>();
	readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
	#isStopped = false;

	constructor(options: SenderOptions) {
		this.#options = options;
	}

	/** Looks for rows to send; resolves when those that were due have been tried. */
	async poke(): Promise<void> {
		if (this.#isStopped) return;
		const waiting = await this.#options.db.outbox.where('state').anyOf('queued', 'sending').toArray();
		const roomIds = new Set(waiting.map(({ roomId }) => roomId));
		await Promise.all([...roomIds].map((roomId) => this.#queue(roomId)));
	}

	/** The net is back: rows that wait for their next try need wait no longer. */
	async hurry(): Promise<void> {
		await this.#options.db.outbox
			.where('state')
			.equals('queued')
			.modify((row) => {
				row.nextTry = 0;
			});
		await this.poke();
	}

	stop(): void {
		this.#isStopped = true;
		for (const timer of this.#timers.values()) clearTimeout(timer);
	}

	/** Looks at a room once more after whoever is at it now has finished. */
	async #queue(roomId: string): Promise<void> {
		const turn = (this.#busy.get(roomId) ?? Promise.resolve())
			.then(() => this.#drain(roomId))
			// The next look must not wait for ever on one that failed.
			.catch((error: unknown) => log.error('the outbox could not be looked through', error));
		this.#busy.set(roomId, turn);
		await turn;
		if (this.#busy.get(roomId) === turn) this.#busy.delete(roomId);
	}

	async #drain(roomId: string): Promise<void> {
		while (!this.#isStopped) {
			const next = await this.#nextOf(roomId);
			if (!next) return;
			const waitMs = Math.max(next.nextTry, next.heldUntil ?? 0) - Date.now();
			if (waitMs > 0) {
				this.#queueIn(roomId, waitMs);
				return;
			}
			await this.#try(next);
		}
	}

	async #nextOf(roomId: string): Promise<StoredRow | undefined> {
		const rows = await this.#options.db.outbox.where({ roomId }).sortBy('sequence');
		const next = rows.find(({ state }) => state === 'queued' || state === 'sending');
		return next?.sequence === undefined ? undefined : { ...next, sequence: next.sequence };
	}

	#queueIn(roomId: string, ms: number): void {
		clearTimeout(this.#timers.get(roomId));
		this.#timers.set(
			roomId,
			setTimeout(() => void this.#queue(roomId), ms),
		);
	}

	async #try(row: StoredRow): Promise<void> {
		const { db } = this.#options;
		// The person may have discarded it meanwhile; from here on it is on its way.
		const taken = await db.outbox
			.where({ sequence: row.sequence })
			.modify({ state: 'sending', attempt: row.attempt + 1 });
		if (taken === 0) return;
		try {
			const eventId = await this.#send(row);
			await db.outbox.update(row.sequence, { state: 'sent', eventId });
		} catch (error) {
			const failure = requestFailure(error);
			log.warn(`a message was not sent (${failure.code})`, error);
			await db.outbox.update(
				row.sequence,
				isTransient(failure)
					? {
							state: 'queued',
							nextTry: Date.now() + backoffMs(row.attempt + 1, failure.details.retryAfterMs),
						}
					: { state: 'failed', failure: failure.code },
			);
		}
	}

	/** Encrypts for the members of this moment, and sends. @returns the event id. */
	async #send({ roomId, type, sealed, transactionId, isClearTextAccepted }: StoredRow): Promise<string> {
		const { db, cacheKey, client, rooms } = this.#options;
		const content = await unseal(cacheKey, sealed);
		const event = new MatrixEvent({ room_id: roomId, sender: client.getSafeUserId(), type, content });
		const room = await db.rooms.get(roomId);
		// A store that was rebuilt does not have its rooms back yet.
		if (!room && !(await db.position.get('sync'))) throw new Failure('unreachable');
		if (room?.membership !== 'join') throw new Failure('notAllowed');
		if (room.isEncrypted) {
			await internalCrypto(client).encryptEvent(event, await rooms.forEncryption(roomId));
			if (event.getWireType() !== 'm.room.encrypted') throw new Failure('unknown');
		} else if (!isClearTextAccepted) {
			throw new Failure('notAllowed');
		}
		const path = `/rooms/${encodeURIComponent(roomId)}/send/${encodeURIComponent(event.getWireType())}/${encodeURIComponent(transactionId)}`;
		const response = await client.http.authedRequest<{ event_id: string }>(
			Method.Put,
			path,
			undefined,
			event.getWireContent(),
		);
		return response.event_id;
	}
}
